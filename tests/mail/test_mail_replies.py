"""What mails to our mailbox mean; what is not plainly an answer goes to a person."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.domain.invitations import Answer
from coaching.errors import InboxMissing
from coaching.mail.inbox import read_maildir
from coaching.mail.mail_parts import LARGEST, without_tags
from coaching.mail.replies import Kind, Understood, understand

HEAD = """\
From: "Sari Wulandari, S.E." <Sari@Dinkes.example>
To: bkpsdm+17-abcdefgh@kotacontoh.example
Message-ID: <r1@dinkes.example>
In-Reply-To: <invitation.0af3.0@kotacontoh.example>
References: <a@b.example>
 <invitation.0af3.0@kotacontoh.example>
"""


def mail(body: str, *headers: str, head: str = HEAD) -> bytes:
    lines = head + "".join(f"{header}\n" for header in headers)
    return f"{lines}\n{body}".replace("\n", "\r\n").encode()


def by_hand(text: str, *headers: str) -> Understood:
    return understand(mail(text, "Content-Type: text/plain; charset=utf-8", *headers))


def multipart(kind: str, *parts: str) -> tuple[str, str]:
    body = "".join(f"--b\n{part}\n" for part in parts) + "--b--\n"
    return body, f"Content-Type: multipart/{kind}; boundary=b"


# --- written by hand ---


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("HADIR", Answer.ACCEPTED),
        ("\n\n  hadir.\n\nSalam,\nSari", Answer.ACCEPTED),
        ("*Hadir!*", Answer.ACCEPTED),
        ("“HADIR”", Answer.ACCEPTED),
        ("\ufeffHadir", Answer.ACCEPTED),
        ("TIDAK HADIR", Answer.DECLINED),
        ("Tidak\u00a0 hadir,\n\nada dinas luar", Answer.DECLINED),
        ("HADIR\n\nPada Kam, 27 Feb 2025 BKPSDM menulis:\n> TIDAK HADIR", Answer.ACCEPTED),
        ("HADIR\n-- \nTIDAK HADIR", Answer.ACCEPTED),
        ("HADIR\nFrom: BKPSDM\nTIDAK HADIR", Answer.ACCEPTED),
    ],
)
def test_a_word_alone_on_the_first_line_is_an_answer(text: str, answer: Answer):
    told = by_hand(text)
    assert (told.kind, told.answer) == (Kind.REPLY, answer)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Apakah Bapak hadir?",
        "HADIR?",
        "Saya hadir",
        "Insya Allah hadir",
        "Tidak bisa hadir",
        "Belum tentu hadir",
        "HADIR / TIDAK HADIR",
        "HADIR atau TIDAK HADIR",
        "tidak",
        "TIDAKHADIR",
        "Selamat pagi,\nHADIR",
        "HADIR\n\nMaaf:\nTIDAK HADIR",
        "> HADIR",
        "Pada Kam, 27 Feb 2025 BKPSDM menulis:\nHADIR",
        "DIWAKILKAN",
        "DIWAKILKAN?",
        "DIWAKILKAN: 123",
        "DIWAKILKAN tidak jadi, saya hadir",
        "DIWAKILKAN Budi atau Ani",
        "DIWAKILKAN siapa?",
        "DIWAKILKAN budi@dinkes.example",
        "Diwakilkannya Budi",
    ],
)
def test_everything_else_is_for_a_person_to_read(text: str):
    told = by_hand(text)
    assert (told.kind, told.answer) == (Kind.UNKNOWN, None)
    assert told.from_address == "sari@dinkes.example"


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("DIWAKILKAN Budi Santoso, S.Sos.", "Budi Santoso, S.Sos.", None),
        ("Diwakilkan: Budi Santoso.", "Budi Santoso", None),
        ('"DIWAKILKAN Budi Santoso"', "Budi Santoso", None),
        ("diwakilkan kepada Ani Ö. Lestari\n\nTerima kasih", "Ani Ö. Lestari", None),
        ("DIWAKILKAN oleh Budi <Budi@Dinkes.example>", "Budi", "budi@dinkes.example"),
    ],
)
def test_a_delegation_names_who_comes(text: str, name: str, address: str | None):
    told = by_hand(text)
    assert (told.kind, told.answer) == (Kind.REPLY, Answer.DELEGATED)
    assert (told.delegate_name, told.delegate_address) == (name, address)


@pytest.mark.parametrize(
    ("html", "answer"),
    [
        ("<html><head><style>p{}</style></head><body><p>TIDAK HADIR</p></body>", Answer.DECLINED),
        ("<div>Tidak&nbsp;<b>hadir</b></div><blockquote>HADIR</blockquote>", Answer.DECLINED),
        ("<div>HADIR<br><br>Salam</div>", Answer.ACCEPTED),
        ("<!-- HADIR --><p>Nanti</p>", None),
        ("<title>HADIR</title><p>Nanti</p>", None),
        ("<blockquote>HADIR</blockquote>", None),
        ("<p>HADIR</p><p>TIDAK HADIR</p>", None),
        ("<style>HADIR", None),
    ],
)
def test_a_mail_of_html_alone_is_read_too(html: str, answer: Answer | None):
    told = understand(mail(html, "Content-Type: text/html; charset=utf-8"))
    assert told.answer is answer


def test_what_is_attached_is_not_what_was_written():
    body, kind = multipart(
        "mixed",
        "Content-Type: text/plain\n\nTerlampir.\n",
        "Content-Type: text/plain\nContent-Disposition: attachment\n\nHADIR\n",
        "Content-Type: message/rfc822\n\nSubject: x\n\nHADIR\n",
    )
    assert understand(mail(body, kind)).kind is Kind.UNKNOWN
    alone, kind = multipart(
        "mixed", "Content-Type: text/plain\nContent-Disposition: attachment\n\nHADIR\n"
    )
    assert understand(mail(alone, kind)).kind is Kind.UNKNOWN


def test_encoded_text_is_decoded():
    told = understand(
        mail("VElEQUsgSEFESVI=", "Content-Type: text/plain", "Content-Transfer-Encoding: base64")
    )
    assert told.answer is Answer.DECLINED


def test_where_a_mail_comes_from_and_what_it_refers_to():
    told = by_hand("HADIR")
    assert told.from_address == "sari@dinkes.example"
    assert told.message_id == "<r1@dinkes.example>"
    assert told.in_reply_to == "<invitation.0af3.0@kotacontoh.example>"
    assert told.references == ("<a@b.example>", "<invitation.0af3.0@kotacontoh.example>")
    assert told.verp_token == "17-abcdefgh"


# --- calendar programs ---


def ical(
    partstat: str = "PARTSTAT=ACCEPTED", method: str = "REPLY", more: str = "", events: int = 1
) -> str:
    event = (
        "BEGIN:VEVENT\nUID:u@k.example\nSEQUENCE:2\nDTSTAMP:20250301T010203Z\n"
        f"ATTENDEE;{partstat}:mailto:Sari@dinkes.example\n{more}END:VEVENT\n"
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:{method}\n{event * events}END:VCALENDAR\n"


def calendar_mail(*calendars: str) -> bytes:
    parts = [f"Content-Type: text/calendar; method=REPLY\n\n{text}" for text in calendars]
    body, kind = multipart("mixed", "Content-Type: text/plain\n\nTIDAK HADIR\n", *parts)
    return mail(body, kind)


@pytest.mark.parametrize("answer", ["ACCEPTED", "DECLINED", "TENTATIVE"])
def test_a_calendar_answer_wins_over_the_text_beside_it(answer: str):
    told = understand(calendar_mail(ical(f"PARTSTAT={answer}")))
    assert (told.kind, told.answer) == (Kind.REPLY, Answer(answer.lower()))
    assert (told.uid, told.sequence) == ("u@k.example", 2)
    assert told.dtstamp == datetime(2025, 3, 1, 1, 2, 3, tzinfo=UTC)
    assert told.recipient == "sari@dinkes.example"


def test_a_calendar_delegation_says_to_whom():
    told = understand(
        calendar_mail(ical('PARTSTAT=DELEGATED;DELEGATED-TO="mailto:Budi@dinkes.example"'))
    )
    assert (told.answer, told.delegate_address) == (Answer.DELEGATED, "budi@dinkes.example")


def test_the_same_calendar_answer_twice_is_one():
    assert understand(calendar_mail(ical(), ical())).answer is Answer.ACCEPTED


@pytest.mark.parametrize(
    "calendars",
    [
        [ical(method="REQUEST")],
        [ical(method="COUNTER")],
        [ical("PARTSTAT=NEEDS-ACTION")],
        [ical("CN=Sari")],
        [ical("PARTSTAT=DELEGATED")],
        [ical(more="ATTENDEE;PARTSTAT=DECLINED:mailto:budi@dinkes.example\n")],
        [ical(events=2)],
        [ical(events=0)],
        [ical(), ical("PARTSTAT=DECLINED")],
        [ical().replace("UID:u@k.example\n", "")],
        [ical().replace("DTSTAMP:20250301T010203Z\n", "")],
        [ical().replace("SEQUENCE:2", "SEQUENCE:dua")],
        ["BEGIN:VCALENDAR\nBEGIN:VEVENT\n"],
        [ical(more="DESCRIPTION:" + "x" * 200_000 + "\n")],
        ["\0\xff;;;:::"],
        [""],
    ],
)
def test_a_calendar_part_that_is_not_one_answer_is_for_a_person(calendars: list[str]):
    told = understand(calendar_mail(*calendars))
    assert (told.kind, told.answer) == (Kind.UNKNOWN, None)
    assert told.reason


# --- bounces, complaints, receipts, machines ---

RETURNED = (
    "Content-Type: message/rfc822\n\n"
    "Message-ID: <invitation.0af3.0@kotacontoh.example>\nSubject: Undangan\n\nHADIR\n"
)


def status_mail(*recipients: str, headers: tuple[str, ...] = ()) -> Understood:
    groups = "\n".join(["Reporting-MTA: dns; mx.example\n", *recipients])
    body, kind = multipart(
        "report; report-type=delivery-status",
        "Content-Type: text/plain\n\nSorry.\n",
        f"Content-Type: message/delivery-status\n\n{groups}",
        RETURNED,
    )
    return understand(mail(body, kind, *headers))


def group(action: str, status: str, address: str = "Sari@dinkes.example") -> str:
    return f"Final-Recipient: rfc822; {address}\nAction: {action}\nStatus: {status}\n"


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [
        ("failed", "5.1.1", Kind.BOUNCE),
        ("Failed", "4.4.7", Kind.BOUNCE),
        ("delayed", "4.4.1", Kind.DELAY),
        ("delivered", "2.0.0", Kind.RECEIPT),
        ("relayed", "2.0.0", Kind.RECEIPT),
    ],
)
def test_a_delivery_status_is_what_its_action_says(action: str, status: str, kind: Kind):
    told = status_mail(group(action, status))
    assert (told.kind, told.status) == (kind, status)
    assert told.recipient == "sari@dinkes.example"
    assert told.original_message_id == "<invitation.0af3.0@kotacontoh.example>"
    assert told.verp_token == "17-abcdefgh"


def test_the_worst_of_several_recipients_counts():
    told = status_mail(
        group("delivered", "2.0.0", "arsip@kotacontoh.example"), group("failed", "5.2.1")
    )
    assert (told.kind, told.recipient, told.status) == (
        Kind.BOUNCE,
        "sari@dinkes.example",
        "5.2.1",
    )


def test_a_bounce_marked_as_automatic_is_a_bounce():
    told = status_mail(group("failed", "5.1.1"), headers=("Auto-Submitted: auto-replied",))
    assert told.kind is Kind.BOUNCE


def test_a_bounce_with_the_header_of_exim():
    failed = "X-Failed-Recipients: sari@dinkes.example"
    told = by_hand("550 5.1.1 unknown", failed, "Auto-Submitted: auto-replied")
    assert (told.kind, told.recipient, told.status) == (
        Kind.BOUNCE,
        "sari@dinkes.example",
        "5.1.1",
    )


@pytest.mark.parametrize(
    ("said", "kind", "status"),
    [
        ("said: 550 5.1.1 no such user", Kind.BOUNCE, "5.1.1"),
        ("Remote host said: 550 no mailbox here", Kind.BOUNCE, "5.0.0"),
        ("said: 451 4.4.1 still trying", Kind.DELAY, "4.4.1"),
        ("is over. I tried from 10.5.1.1 on 5.1.1", Kind.BOUNCE, "5.1.1"),
        ("something went wrong", Kind.UNKNOWN, None),
    ],
)
def test_a_bounce_in_a_mail_systems_own_words(said: str, kind: Kind, status: str | None):
    told = understand(
        mail(
            f"Hi. This is the mail system.\n\n<sari@dinkes.example>:\n{said}\n",
            head="From: MAILER-DAEMON@mx.example\nReturn-Path: <>\nSubject: failure notice\n",
        )
    )
    assert (told.kind, told.status) == (kind, status)


def test_a_person_who_writes_about_errors_did_not_bounce():
    told = by_hand("<sari@dinkes.example> said: 550 5.1.1 failure notice")
    assert told.kind is Kind.UNKNOWN


def test_a_complaint_comes_before_everything():
    body, kind = multipart(
        "report; report-type=feedback-report",
        "Content-Type: text/plain\n\nHADIR\n",
        "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n"
        "Original-Rcpt-To: <Sari@dinkes.example>\n",
        RETURNED,
    )
    told = understand(mail(body, kind, "X-Failed-Recipients: a@b.example"))
    assert (told.kind, told.recipient) == (Kind.COMPLAINT, "sari@dinkes.example")
    assert told.original_message_id == "<invitation.0af3.0@kotacontoh.example>"


def test_a_receipt_is_no_answer():
    body, kind = multipart(
        "report; report-type=disposition-notification",
        "Content-Type: text/plain\n\nHADIR\n",
        "Content-Type: message/disposition-notification\n\n"
        "Final-Recipient: rfc822;sari@dinkes.example\n"
        "Original-Message-ID: <invitation.0af3.0@kotacontoh.example>\n"
        "Disposition: manual-action/MDN-sent-manually; displayed\n",
    )
    told = understand(mail(body, kind))
    assert (told.kind, told.answer) == (Kind.RECEIPT, None)
    assert told.original_message_id == "<invitation.0af3.0@kotacontoh.example>"


@pytest.mark.parametrize(
    "header",
    ["Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated", "X-Autoreply: yes",
     "Precedence: auto_reply", "X-Auto-Response-Suppress: All\nSubject: Automatic reply: x"],
)  # fmt: skip
def test_a_machines_answer_is_nobodys(header: str):
    told = by_hand("HADIR", header)
    assert (told.kind, told.answer) == (Kind.AUTO_REPLY, None)


def test_a_subject_alone_proves_nothing_and_answers_nothing():
    assert by_hand("HADIR", "Subject: Balasan otomatis: cuti").kind is Kind.UNKNOWN


def test_a_person_may_say_that_it_was_not_automatic():
    assert by_hand("HADIR", "Auto-Submitted: no").answer is Answer.ACCEPTED


# --- whatever the bytes ---


@given(raw=st.binary(max_size=2000))
def test_no_bytes_raise(raw: bytes):
    assert isinstance(understand(raw).kind, Kind)


FAILED = "Content-Type: message/delivery-status\n\n" + group("failed", "5.1.1")
SEEDS = [
    calendar_mail(ical()),
    mail("HADIR", "Content-Type: text/plain; charset=utf-8"),
    mail(*multipart("report", FAILED)),
    mail("<p>HADIR</p>", "Content-Type: text/html; charset=klingon"),
]


@settings(max_examples=300)
@given(seed=st.sampled_from(SEEDS), dice=st.integers(), cuts=st.integers(1, 8))
def test_mangled_mails_raise_nothing(seed: bytes, dice: int, cuts: int):
    rng, raw = random.Random(dice), bytearray(seed)
    for _ in range(cuts):
        at = rng.randrange(len(raw) + 1)
        deed = rng.randrange(3)
        if deed == 0:
            del raw[at : at + rng.randrange(1, 40)]
        elif deed == 1:
            raw[at:at] = rng.randbytes(rng.randrange(1, 20))
        else:
            raw[at:at] = seed[: rng.randrange(1, len(seed))]
    told = understand(bytes(raw))
    assert told.reason


def nested(depth: int) -> bytes:
    opened = "".join(
        f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n'
        for level in range(depth)
    )
    return f"From: a@b.example\n{opened}Content-Type: text/plain\n\nHADIR\n".encode()


@pytest.mark.parametrize("depth", [1, 5, 90])
def test_parts_within_parts_are_read(depth: int):
    told = understand(nested(depth))
    assert (told.kind, told.answer) == (Kind.REPLY, Answer.ACCEPTED)


def test_too_many_parts_are_left_to_a_person_with_their_sender():
    told = understand(nested(2000))
    assert (told.kind, told.from_address) == (Kind.UNKNOWN, "a@b.example")
    assert "parts" in told.reason


def test_messages_within_messages_raise_nothing():
    told = understand(b"From: a@b.example\n" + b"Content-Type: message/rfc822\n\n" * 3000)
    assert told.kind is Kind.UNKNOWN


def test_a_very_large_mail_is_kept_for_a_person_with_its_sender():
    told = understand(mail("HADIR\n" + "x" * LARGEST))
    assert (told.kind, told.from_address) == (Kind.UNKNOWN, "sari@dinkes.example")
    assert told.message_id == "<r1@dinkes.example>"


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "raw",
    [
        b"From: " + b"a@b.example, " * 100_000 + b"\r\n\r\nHADIR",
        b"Subject: " + b"=?utf-8?b?" * 100_000 + b"\r\n\r\nHADIR",
        b"X: y\r\n" * 100_000 + b"\r\nHADIR",
        b"References: " + b"<" * 900_000 + b"\r\n\r\nHADIR",
        b"Content-Type: text/html\r\n\r\n" + b"<!--" * 50_000,
        b"Content-Type: text/html\r\n\r\n" + b"<style" * 40_000,
        b"Content-Type: text/plain\r\n\r\n" + b"> " * 100_000,
        b"From: mailer-daemon@x.example\r\n\r\n" + b"said " * 40_000 + b"error:" * 10_000,
        b"Content-Type: text/plain\r\n\r\nDIWAKILKAN " + b"<(@" * 50_000,
        b"Content-Type: text/plain\r\n\r\nDIWAKILKAN " + b"x" * 190_000,
        b"From: mailer-daemon@x.example\r\n\r\n" + b"<" * 90_000 + b"a@" * 50_000,
        b"X-Failed-Recipients: " + b"x" * 900_000 + b"\r\n\r\n" + b"5.1." * 50_000,
    ],
    ids=[
        "from",
        "subject",
        "headers",
        "references",
        "comment",
        "style",
        "quotes",
        "said",
        "name",
        "word",
        "angles",
        "failed",
    ],
)
def test_a_hostile_mail_takes_no_time(raw: bytes):
    assert isinstance(understand(raw), Understood)


@given(html=st.text(alphabet="<>/!- bpHADIRstyle\"'&;#x0\n", max_size=300))
def test_mangled_html_raises_nothing(html: str):
    assert isinstance(without_tags(html), str)


# --- the Maildir ---


def test_a_maildir_is_read_in_order_and_left_as_it_is(tmp_path: Path):
    for part in ("new", "cur", "tmp"):
        (tmp_path / part).mkdir()
    (tmp_path / "new" / "2.b.host").write_bytes(b"B: 2\r\n\r\nx")
    (tmp_path / "cur" / "1.a.host:2,S").write_bytes(b"A: 1\n\n\xff")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert list(read_maildir(tmp_path)) == [
        ("1.a.host", b"A: 1\n\n\xff"),
        ("2.b.host", b"B: 2\r\n\r\nx"),
    ]
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_missing_maildir_is_named_and_not_made(tmp_path: Path):
    with pytest.raises(InboxMissing):
        list(read_maildir(tmp_path / "surat"))
    assert list(tmp_path.iterdir()) == []

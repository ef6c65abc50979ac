"""The bytes of a mail: read back alike by every reader, equal for equal input, not to be broken.

Known defects of stock yagmail 0.16 we do not have: M1 contents lost, M2 line
ends turned into <br>, M3 HTML in the text, M5 the same Message-ID for
different mails, M6 headers twice, M7 a date without offset, M8 a recipient
that is a name only, M10 injected headers, M12 files disclosed, M13 to M16
attachments without name, type or content, M19 a fixed structure.
"""

import dataclasses
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import compat32, default
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from letterbox import LONG_NAME

from coaching.mail.messages import Attachment, Letter, Mailbox, assemble

WIB = timezone(timedelta(hours=7))
CALENDAR = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
PDF = Attachment("Surat Undangan Dinas Kesehatan.pdf", "application/pdf", b"%PDF-1.7\n\x00\xff")
LETTER = Letter(
    "Undangan Pembinaan ASN",
    "Yth. Ibu Sari\n\n.\nFrom kami\n",
    "<style>\n.a{color:red}\n</style>\n<table>\n<tr><td>Yth. Ibu Sari – é</td></tr>\n</table>",
    (CALENDAR,),
    attachments=(PDF,),
)


def made(letter: Letter = LETTER, **changes: object) -> bytes:
    fields = {
        "sender": Mailbox("BKPSDM Kota Contoh", "bkpsdm@kotacontoh.example"),
        "reply_to": "balasan@kotacontoh.example",
        "recipient": Mailbox("Sari Wulandari, S.E.", "sari@dinkes.example"),
        "message_id": "<invitation.0af3.0@kotacontoh.example>",
        "date": datetime(2025, 2, 27, 9, 30, tzinfo=WIB),
    }
    return assemble(letter, **(fields | changes))


def read(raw: bytes) -> EmailMessage:
    mail = message_from_bytes(raw, policy=default)
    assert all(not part.defects for part in mail.walk())
    return mail


def test_the_calendar_is_the_last_alternative_and_a_file_m19():
    assert [part.get_content_type() for part in read(made()).walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
        "application/pdf",
    ]


def test_every_content_comes_back_unchanged_m1_m2_m3():
    parts = list(read(made()).walk())
    assert parts[2].get_content() == LETTER.text.replace("\n", "\r\n")
    assert parts[3].get_content() == LETTER.html.replace("\n", "\r\n") + "\r\n"
    assert parts[4].get_payload(decode=True) == CALENDAR
    assert parts[5].get_payload(decode=True) == CALENDAR
    assert parts[6].get_payload(decode=True) == PDF.content


def test_the_calendar_part_says_its_method_and_shows_no_disposition_m15():
    part = list(read(made()).walk())[4]
    assert dict(part["Content-Type"].params) == {"charset": "utf-8", "method": "REQUEST"}
    assert part["Content-Disposition"] is None


def test_files_have_a_name_a_type_and_a_disposition_m13():
    files = list(read(made()).iter_attachments())
    assert [(file.get_filename(), file.get_content_disposition()) for file in files] == [
        ("undangan.ics", "attachment"),
        ("Surat Undangan Dinas Kesehatan.pdf", "attachment"),
    ]


def test_a_file_attached_twice_is_whole_both_times_m14():
    for _ in range(2):
        assert list(read(made()).walk())[6].get_payload(decode=True) == PDF.content


@pytest.mark.parametrize(
    "name", ["Surat 'é' – Dinas.pdf", "é" * 120 + ".pdf", 'a"b;c.pdf', "%.pdf"]
)
def test_any_file_name_comes_back(name: str):
    letter = dataclasses.replace(LETTER, attachments=(Attachment(name, "application/pdf", b"x"),))
    raw = made(letter)
    assert list(read(raw).iter_attachments())[1].get_filename() == name
    assert message_from_bytes(raw).get_payload()[2].get_filename() == name
    assert max(map(len, raw.split(b"\r\n"))) <= 78


def test_a_letter_without_files_is_its_alternative_alone():
    plain = Letter("Hal", "teks", "<p>teks</p>")
    assert [part.get_content_type() for part in read(made(plain)).walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_the_headers_are_these_and_each_once_m6():
    assert [(name, str(value)) for name, value in read(made()).items()][:-1] == [
        ("From", "BKPSDM Kota Contoh <bkpsdm@kotacontoh.example>"),
        ("To", '"Sari Wulandari, S.E." <sari@dinkes.example>'),
        ("Reply-To", "balasan@kotacontoh.example"),
        ("Subject", "Undangan Pembinaan ASN"),
        ("Date", "Thu, 27 Feb 2025 09:30:00 +0700"),
        ("Message-ID", "<invitation.0af3.0@kotacontoh.example>"),
        ("MIME-Version", "1.0"),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "OOF, AutoReply"),
        ("Content-Language", "id"),
    ]


def test_the_message_id_is_ours_and_the_subject_does_not_decide_it_m5():
    first, second = made(message_id="<a@b.example>"), made(message_id="<c@b.example>")
    assert (read(first)["Message-ID"], read(second)["Message-ID"]) == (
        "<a@b.example>",
        "<c@b.example>",
    )


@pytest.mark.parametrize(
    "name",
    [
        LONG_NAME,
        "Siti, M.Si",
        'Ir. "Bung" Budi \\ Co',
        "Ánna Brontë, S.Pd. " * 6 + "M.M.",
        "=?utf-8?q?a?=",
        "a@b, c@d",
        "Nama " * 100 + "akhir",
        "",
    ],
)
def test_a_name_with_titles_stays_one_address_m8(name: str):
    raw = made(recipient=Mailbox(name, "sari@dinkes.example"))
    (modern,) = message_from_bytes(raw, policy=default)["To"].addresses
    # This reader shows one blank more where an encoded name was folded.
    shown = " ".join(modern.display_name.split())
    assert (shown, modern.addr_spec) == (name, "sari@dinkes.example")
    ((older, address),) = getaddresses([message_from_bytes(raw, policy=compat32)["To"]])
    assert (str(make_header(decode_header(older))), address) == (name, "sari@dinkes.example")


def test_an_ascii_name_is_quoted_on_one_line():
    line = made(recipient=Mailbox(LONG_NAME, "sari@dinkes.example")).split(b"\r\n")[1]
    assert line == f'To: "{LONG_NAME}"'.encode()


printable = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=200
).filter(lambda text: text == text.strip())


@given(subject=printable, name=printable)
def test_whatever_is_printed_comes_back(subject: str, name: str):
    raw = made(
        dataclasses.replace(LETTER, subject=subject),
        recipient=Mailbox(name, "sari@dinkes.example"),
    )
    head = message_from_bytes(raw, policy=compat32)
    told = head["Subject"].replace("\r\n", "")
    assert str(make_header(decode_header(told))) == subject
    ((back, address),) = getaddresses([head["To"]])
    assert (str(make_header(decode_header(back))), address) == (name, "sari@dinkes.example")
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert len(head.keys()) == 11


@pytest.mark.parametrize(
    "evil", ["a\nBcc: x@y.example", "a\r\n\r\n<h1>", "a\rb", "a\0b", "a\u2028b"]
)
@pytest.mark.parametrize("where", ["subject", "name", "sender", "file"])
def test_nothing_smuggles_a_header_in_m10(evil: str, where: str):
    letter, changes = LETTER, {}
    if where == "subject":
        letter = dataclasses.replace(LETTER, subject=evil)
    elif where == "file":
        letter = dataclasses.replace(LETTER, attachments=(Attachment(evil, "text/csv", b""),))
    else:
        field = "recipient" if where == "name" else "sender"
        changes = {field: Mailbox(evil, "a@b.example")}
    with pytest.raises(ValueError, match="control characters"):
        made(letter, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"reply_to": "a@b.example\r\nX: y"},
        {"recipient": Mailbox("Sari", "sari@dinkes.example\n")},
        {"recipient": Mailbox("Sari", "sari@dinkes.example, x@y.example")},
        {"message_id": "<a@b>\r\nX: y"},
        {"message_id": "a@b"},
        {"date": datetime(2025, 2, 27, 9)},  # noqa: DTZ001
    ],
)
def test_what_is_no_address_id_or_moment_is_refused_m7(changes: dict[str, object]):
    with pytest.raises(ValueError, match=r"plain address|Message-ID|offset"):
        made(**changes)


@pytest.mark.parametrize(
    "letter",
    [
        dataclasses.replace(LETTER, calendar_method="PUBLISH"),
        dataclasses.replace(LETTER, attachments=(Attachment("a", "None/None\r\nX: y", b""),)),
        dataclasses.replace(LETTER, language="id\r\nX: y"),
    ],
)
def test_types_and_methods_are_known_ones(letter: Letter):
    with pytest.raises(ValueError, match=r"method|media type|printable"):
        made(letter)


def test_a_text_that_is_a_path_stays_a_text_m12():
    raw = made(Letter("Hal", "/etc/hostname", "/etc/hostname"))
    assert list(read(raw).walk())[1].get_content().strip() == "/etc/hostname"


def test_equal_input_gives_equal_bytes():
    assert made() == made(dataclasses.replace(LETTER))
    assert made() != made(date=datetime(2025, 2, 27, 9, 30, tzinfo=UTC))


@given(content=st.binary(max_size=500))
def test_no_content_can_end_its_part(content: bytes):
    letter = dataclasses.replace(
        LETTER, attachments=(Attachment("a.bin", "application/octet-stream", content),)
    )
    parts = list(read(made(letter)).walk())
    assert len(parts) == 7
    assert parts[6].get_payload(decode=True) == content

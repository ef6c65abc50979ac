"""What people write by hand is an answer, or is left to a person."""

import pytest
from answered import by_hand, mail, multipart

from coaching.domain.invitations import Answer
from coaching.mail.replies import Kind, understand


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

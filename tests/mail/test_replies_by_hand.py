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
        ("HADIR\n*Dari:* BKPSDM\nTIDAK HADIR", Answer.ACCEPTED),
        (
            "HADIR\nPada Kam, 27 Feb 2025\nBKPSDM <b@k.example> menulis:\nTIDAK HADIR",
            Answer.ACCEPTED,
        ),
        ("HADIR \N{PERSON WITH FOLDED HANDS}", Answer.ACCEPTED),
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
        "Bisa hadir, Pak",
        "Mohon hadir, Pak",
        "Ibu hadir",
        "Hadir ya, Pak",
        "Maaf, hadir",
        "Insya Allah hadir",
        "Hadir, insya Allah",
        "Saya usahakan hadir",
        "Tidak mungkin tidak hadir",
        "Bukan tidak hadir",
        "Tidak berhalangan hadir",
        "Hadir: tidak",
        "Halo tidak jadi, hadir",
        "Selamat pagi Bu belum pasti, hadir",
        "Yth. Ibu, bukan saya\nHADIR",
        "Hadir kalau tidak hujan",
        "Tidak hadir kecuali diundur",
        "Tidak hadir karena jadwal belum pasti",
        "HADIR \N{CROSS MARK}",
        "[ ] HADIR\n[x] TIDAK HADIR",
        "\N{BALLOT BOX} HADIR\n\N{BALLOT BOX WITH CHECK} TIDAK HADIR",
        "Tidak\nHADIR",
        "HADIR\n\nMaaf, ralat: saya tidak bisa.",
        "HADIR\n\nTapi kalau ada rapat lain, mungkin saya tidak hadir.",
        "HADIR\n\nYang berangkat mewakili saya Budi.",
        "TIDAK HADIR\n\nYang hadir Pak Budi.",
        "HADIR\n\n> Undangan\n\nMohon maaf, batal.",
        "Belum tentu hadir",
        "HADIR / TIDAK HADIR",
        "HADIR atau TIDAK HADIR",
        "tidak",
        "TIDAKHADIR",
        "Selamat pagi, saya tidak bisa\nHADIR",
        "HADIR\n\nMaaf:\nTIDAK HADIR",
        "> HADIR",
        "Pada Kam, 27 Feb 2025 BKPSDM menulis:\nHADIR",
        "DIWAKILKAN",
        "DIWAKILKAN?",
        "DIWAKILKAN: 123",
        "DIWAKILKAN tidak jadi, saya hadir",
        "DIWAKILKAN Budi atau Ani",
        "DIWAKILKAN siapa?",
        "DIWAKILKAN nama menyusul",
        "DIWAKILKAN Sekretaris Dinas",
        "DIWAKILKAN Bapak Kabid",
        "DIWAKILKAN Budi Santoso dan Ani Lestari",
        "DIWAKILKAN Budi / Ani",
        "DIWAKILKAN batal",
        "Hadir, diwakilkan Budi",
        "DIWAKILKAN Budi\n\nTidak jadi diwakilkan.",
        "DIWAKILKAN budi@dinkes.example",
        "Diwakilkannya Budi",
    ],
)
def test_everything_else_is_for_a_person_to_read(text: str):
    told = by_hand(text)
    assert (told.kind, told.answer) == (Kind.UNKNOWN, None)
    assert told.from_address == "sari@dinkes.example"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Siap hadir, Bu", Answer.ACCEPTED),
        ("Saya akan hadir.", Answer.ACCEPTED),
        ("Ya, saya hadir, terima kasih", Answer.ACCEPTED),
        ("Saya dapat hadir", Answer.ACCEPTED),
        ("Mohon maaf berhalangan", Answer.DECLINED),
        ("Mohon izin, saya tidak dapat hadir, Pak.", Answer.DECLINED),
        ("Tidak bisa hadir", Answer.DECLINED),
        ("Tidak dapat hadir karena dinas luar", Answer.DECLINED),
        ("Mohon maaf tidak hadir karena bentrok jadwal", Answer.DECLINED),
        ("Kami tidak dapat menghadiri undangan tersebut", Answer.DECLINED),
    ],
)
def test_a_sentence_of_known_words_is_an_answer(text: str, answer: Answer):
    assert by_hand(text).answer is answer


@pytest.mark.parametrize(
    "above",
    [
        "Selamat pagi,",
        "Selamat siang Ibu Rina,",
        "Assalamu'alaikum Wr. Wb.",
        "Yth. Kepala BKPSDM Kota Contoh",
        "Dengan hormat,",
        "Dikirim dari Yahoo Mail untuk Android",
        "> HADIR: bila datang\n> DIWAKILKAN nama: bila mengutus wakil",
        "Pada Kam, 27 Feb 2025 BKPSDM menulis:\n> HADIR: bila datang",
    ],
)
def test_above_the_answer_a_greeting_or_a_marked_quotation_may_stand(above: str):
    assert by_hand(f"{above}\n\nTIDAK HADIR\n\nTerima kasih").answer is Answer.DECLINED


def test_what_the_rest_of_a_mail_says_in_the_same_sense_changes_nothing():
    told = by_hand(
        "TIDAK HADIR\n\nMohon maaf, tidak dapat hadir karena sakit.\n"
        "Anggota DPRD, Wakil Ketua Komisi A\n"
        "Jika Anda bukan penerima surel ini, Anda tidak diperkenankan menyebarkannya."
    )
    assert told.answer is Answer.DECLINED


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("DIWAKILKAN Budi Santoso, S.Sos.", "Budi Santoso, S.Sos.", None),
        ("Diwakilkan: Budi Santoso.", "Budi Santoso", None),
        ('"DIWAKILKAN Budi Santoso"', "Budi Santoso", None),
        ("diwakilkan kepada Ani Ö. Lestari\n\nTerima kasih", "Ani Ö. Lestari", None),
        ("Diwakili oleh Bapak Budi Santoso, S.Sos.", "Budi Santoso, S.Sos.", None),
        ("DIWAKILKAN:Budi Santoso", "Budi Santoso", None),
        ("DIWAKILKAN Budi Santoso (NIP 19800101 200501 1 001)", "Budi Santoso", None),
        ("DIWAKILKAN Budi Santoso, HP 0812-3456-7890. Terima kasih.", "Budi Santoso", None),
        ("Mohon maaf, saya tidak dapat hadir, diwakilkan kepada Ibu Ani", "Ani", None),
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


@pytest.mark.parametrize(
    ("charset", "written", "name"),
    [
        ("", "cp1252", "André Lestari"),
        ("; charset=us-ascii", "utf-8", "André Lestari"),
        ("; charset=utf-8", "cp1252", "André Lestari"),
        ("; charset=iso-8859-1", "iso-8859-1", "André Lestari"),
        ("; charset=shift_jis", "cp037", None),  # whoever that is
    ],
)
def test_letters_are_read_although_a_mail_names_them_wrongly(
    charset: str, written: str, name: str | None
):
    raw = mail("BODY", f"Content-Type: text/plain{charset}")
    told = understand(raw.replace(b"BODY", "DIWAKILKAN André Lestari".encode(written)))
    assert told.delegate_name == name


def test_a_name_that_cannot_be_read_is_for_a_person():
    raw = mail("BODY", "Content-Type: text/plain; charset=utf-8")
    assert understand(raw.replace(b"BODY", b"DIWAKILKAN Andr\x81 Lestari")).kind is Kind.UNKNOWN

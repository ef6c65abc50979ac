"""Only the draft that was exported, unaltered and signed, is taken in."""

import json
from typing import Any

import pytest
from signing import signed

from coaching.errors import (
    CoachingError,
    LetterAltered,
    LetterOfAnother,
    LetterUnreadable,
    LetterUnsigned,
)
from coaching.mail.signed_files import check
from coaching.rendering.typesetting import pdf

WORDS: dict[str, Any] = json.loads("""{
    "sender": {"government": "Pemerintah Kota Contoh", "city": "Kota Contoh",
               "organiser": "Badan Kepegawaian", "short_name": "BKPSDM", "address": "Jalan 1",
               "telephone": "(0321) 555 0100", "email": "bkpsdm@kotacontoh.example",
               "contact_name": "Larasati", "contact_telephone": "0812 5550 0142",
               "contact_hours": "07.30", "signatory_title": "Kepala Badan",
               "signatory_name": "Drs. Soerjo", "signatory_rank": "", "is_invented": true},
    "session": {"held_on": "2025-03-13", "starts": "08:00:00", "ends": "11:30:00", "zone": "WIB",
                "venue_name": "Ruang Sabha", "venue_address": "Jalan 2", "agenda": "Pembinaan"},
    "number": "005/0001/417.403/2025", "dated_on": "2025-02-27", "place": "Contoh",
    "letter_class": "Biasa", "subject": "Undangan", "addressee": "Dinas Kesehatan", "year": 2025,
    "chosen": 9, "indicators": 6, "answer_by": "2025-03-10T12:00:00", "signatory_nip": "",
    "copies_to": [], "group": ""
}""")


def draft(**changes: Any) -> bytes:
    return pdf("letter/invitation.typ", {**WORDS, **changes})


DRAFTS = {
    "dinkes": draft(),
    "dispora": draft(addressee="Dinas Pemuda", number="005/0002/417.403/2025"),
}
MOVED = {**WORDS["session"], "held_on": "2025-03-14"}


@pytest.mark.parametrize("mark", [True, False], ids=["with a mark on the page", "without"])
def test_the_draft_comes_back_signed(mark: bool) -> None:
    content = signed(DRAFTS["dinkes"], mark=mark)
    assert content != DRAFTS["dinkes"]
    check("a.pdf", content, "dinkes", DRAFTS)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (signed(draft(session=MOVED)), LetterAltered),
        (signed(draft(letter_class="Penting")), LetterAltered),
        (signed(draft(copies_to=["Seseorang " * 100])), LetterAltered),
        (signed(draft(subject="Undangan yang ditunda")), LetterAltered),
        (signed(draft(copies_to=["Seseorang"])), LetterAltered),
        (signed(DRAFTS["dinkes"], said="Biaya Rp500.000"), LetterAltered),
        (signed(DRAFTS["dispora"]), LetterOfAnother),
        (DRAFTS["dinkes"], LetterUnsigned),
        (signed(DRAFTS["dinkes"], signature=False), LetterUnsigned),
        (b"%PDF-1.7 and nothing else", LetterUnreadable),
    ],
    ids=["another day", "another word", "more words", "a word between",
         "one more copy", "a mark of something else", "another agency", "the draft itself",
         "a mark alone", "no PDF"],
)  # fmt: skip
def test_what_is_not_that_letter_signed_is_refused_by_its_own_name(
    content: bytes, problem: type[CoachingError]
) -> None:
    with pytest.raises(problem) as refused:
        check("a.pdf", content, "dinkes", DRAFTS)
    assert type(refused.value) is problem

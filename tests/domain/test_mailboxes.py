"""Who shares a mailbox, and whom a line of an answer names."""

import pytest

from coaching.domain.mailboxes import named_in, parties

NAMES = ("Dra. Siti Aminah, M.Si.", "Budi Santoso, S.Kom.", "Budi Hartono", "Nur Sa'diyah")


def test_two_spellings_of_one_mailbox_are_one():
    alone, shared = parties({
        "a": "Sekretariat@Dinkes.example ", "b": "sekretariat@dinkes.example",
        "c": "c@dinkes.example", "d": None,
    })  # fmt: skip
    assert alone == ["c", "d"]
    assert shared == {"sekretariat@dinkes.example": ("a", "b")}


def test_one_alone_joins_a_mailbox_that_is_shared_already():
    assert parties({"a": "a@x.example"}, ["a@x.example"]) == ([], {"a@x.example": ("a",)})


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("Siti Aminah", {0}),
        ("Ibu Siti", {0}),
        ("an. DRA. SITI AMINAH, M.Si.", {0}),
        ("untuk Bapak Budi Santoso", {1}),
        ("Budi", {1, 2}),
        ("nur sa’diyah", {3}),
        ("Siti Rahma", set()),
        ("Siti Aminah sedang sakit", set()),
        ("Bapak", set()),
        ("S", set()),
        ("", set()),
    ],
)
def test_a_line_names_those_whose_name_holds_all_its_words(line: str, places: set[int]):
    assert named_in(line, NAMES) == places

"""A template that asks for a word it does not have is found without sending anything."""

import pytest

from coaching.errors import PlaceholderUnknown, WordMissing
from coaching.rendering.letter_check import WORDS, check_letters, check_template


def test_our_letters_ask_only_for_words_that_there_are() -> None:
    assert check_letters() == len(WORDS) * 2 * 3


@pytest.mark.parametrize(
    ("text", "word", "nearest"),
    [
        ("{{ recipientx }}", "recipientx", "recipient"),
        ("{% if false %}{{ sender.short_nam }}{% endif %}", "sender.short_nam",
         "sender.short_name"),
        ("{{ session.held_at | long_date }}", "session.held_at", "session.held_on"),
        ("{{ blocks.openingx }}", "blocks.openingx", "blocks.opening"),
        ("{{ zzzzz }}", "zzzzz", None),
    ],
)  # fmt: skip
def test_a_misspelt_word_is_told_with_the_nearest_right_one(
    text: str, word: str, nearest: str | None
) -> None:
    with pytest.raises(PlaceholderUnknown) as told:
        check_template("x/body.txt", text, "reminder", WORDS["reminder"], "id")
    assert (told.value.facts["word"], told.value.facts["nearest"]) == (word, nearest)


def test_a_template_that_cannot_be_read_is_told_with_its_line() -> None:
    with pytest.raises(WordMissing, match="2"):
        check_template("x/body.txt", "\n{% if %}", "thanks", WORDS["thanks"], "id")

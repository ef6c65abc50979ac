"""Letters in the officers' own words: plain text, a fixed list of placeholders, slips named."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.letter_blocks import BLOCKS, PLACEHOLDERS, asked_for
from coaching.errors import CoachingError, ConfigInvalid, PlaceholderUnknown, UnknownKey
from coaching.programme.own_words import read_own_words
from coaching.rendering.words import text
from coaching.settings import shipped


def write(folder: Path, content: str) -> Path:
    (folder / "letters.toml").write_text(content, encoding="utf-8")
    return folder


def test_a_city_without_the_file_has_our_words(tmp_path: Path) -> None:
    assert read_own_words(tmp_path) == {}
    assert read_own_words(shipped("config")) == {}


def test_a_text_is_taken_as_it_stands(tmp_path: Path) -> None:
    told = read_own_words(write(tmp_path, '[id.thanks]\nnext = "Terima kasih, {recipient}."\n'))
    assert told["id"]["thanks"]["next"] == "Terima kasih, {recipient}."


@pytest.mark.parametrize(
    ("content", "problem", "facts"),
    [
        ('[id.thanks]\nnext = "{recipientx}"', PlaceholderUnknown,
         {"key": "id.thanks.next", "word": "recipientx", "nearest": "recipient"}),
        ('[id.thanks]\nnext = "{letter_number}"', PlaceholderUnknown, {"word": "letter_number"}),
        ('[id.thanks]\nnext = "{zzz}"', PlaceholderUnknown, {"nearest": None}),
        ('[id.thanks]\nnekst = "x"', UnknownKey, {"nearest": "next"}),
        ('[id.thank]\nnext = "x"', UnknownKey, {"nearest": "thanks"}),
        ('[in.thanks]\nnext = "x"', UnknownKey, {"key": "in"}),
        ('[id.thanks]\nnext = ""', ConfigInvalid, {"why": "empty"}),
        ("[id.thanks]\nnext = 3", ConfigInvalid, {"why": "wrong-type"}),
        ('id = "x"', ConfigInvalid, {"why": "wrong-type"}),
        ('[id.thanks]\nnext = "{"', ConfigInvalid, {"why": "braces-unreadable"}),
        ('[id.thanks]\nnext = "{recipient.__class__}"', ConfigInvalid,
         {"why": "braces-unreadable"}),
        ('[id.thanks]\nnext = "{recipient!r}"', ConfigInvalid, {"why": "braces-unreadable"}),
        ('[id.thanks]\nnext = "{recipient:>9999999}"', ConfigInvalid,
         {"why": "braces-unreadable"}),
        ("[id.thanks]\nnext = '" + "x" * 2000 + "'", ConfigInvalid, {"why": "too-large"}),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_place_and_the_nearest_right_spelling(
    tmp_path: Path, content: str, problem: type[CoachingError], facts: dict[str, object]
) -> None:
    with pytest.raises(problem) as told:
        read_own_words(write(tmp_path, content))
    assert type(told.value) is problem
    assert {name: told.value.facts[name] for name in facts} == facts


@pytest.mark.parametrize("language", ["id", "en"])
def test_our_own_words_keep_to_the_same_list(language: str) -> None:
    for letter, parts in BLOCKS.items():
        for part in parts:
            asked = asked_for(text(f"letters.{letter}.{part}", language))
            assert set(asked) <= set(PLACEHOLDERS[letter]), f"{letter}.{part}"


@given(st.text(max_size=80))
def test_no_text_does_more_than_name_words(given_text: str) -> None:
    try:
        names = asked_for(given_text)
    except ValueError:
        return
    assert all(name.isidentifier() for name in names)

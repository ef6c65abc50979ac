"""`letters.toml`: parts of letters in the officers' own words, checked word by word."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from coaching.domain.letter_blocks import BLOCKS, PLACEHOLDERS, asked_for
from coaching.domain.weekdays import contradictions
from coaching.errors import ConfigInvalid, ConfigUnreadable, PlaceholderUnknown, UnknownKey
from coaching.programme.mistakes import nearest

LETTERS = "letters.toml"
LANGUAGES = ("id", "en")
LONGEST = 1500  # characters

OwnWords = Mapping[str, Mapping[str, Mapping[str, str]]]  # text by language, letter, part


def read_own_words(folder: Path) -> OwnWords:
    """Read `letters.toml`; a city without it has our words.

    Raises:
        ConfigUnreadable: it is not TOML.
        UnknownKey: no such language, letter or part; the nearest one is told.
        PlaceholderUnknown: a word in braces that this letter does not have.
        ConfigInvalid: a text that is empty, too long, or has a brace too many.
    """
    try:
        told = tomllib.loads((folder / LETTERS).read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise ConfigUnreadable(file=LETTERS, line=None, why="not-utf-8") from None
    except tomllib.TOMLDecodeError:
        raise ConfigUnreadable(file=LETTERS, line=None, why="not-toml") from None
    for key, letter, text in _texts(told):
        _check(key, letter, text)
    return told


def _texts(told: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield (key, letter, text) of each text, once its way there is known to be right."""
    for language, letters in told.items():
        for letter, parts in _inside(language, letters, language, LANGUAGES):
            for part, text in _inside(f"{language}.{letter}", parts, letter, tuple(BLOCKS)):
                key = f"{language}.{letter}.{part}"
                if part not in BLOCKS[letter]:
                    raise UnknownKey(file=LETTERS, key=key, nearest=nearest(part, BLOCKS[letter]))
                yield key, letter, text


def _inside(key: str, table: Any, name: str, known: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    if name not in known:
        raise UnknownKey(file=LETTERS, key=key, nearest=nearest(name, known))
    if not isinstance(table, dict):
        raise ConfigInvalid(file=LETTERS, key=key, value=str(table), why="wrong-type")
    yield from table.items()


def _check(key: str, letter: str, text: Any) -> None:
    def refused(why: str) -> ConfigInvalid:
        return ConfigInvalid(file=LETTERS, key=key, value=str(text)[:60], why=why)

    if not isinstance(text, str):
        raise refused("wrong-type")
    if not text.strip():
        raise refused("empty")
    if len(text) > LONGEST:
        raise refused("too-large")
    if contradictions(text):
        raise refused("another-weekday")
    try:
        names = asked_for(text)
    except ValueError:
        raise refused("braces-unreadable") from None
    for name in names:
        if name not in PLACEHOLDERS[letter]:
            close = nearest(name, PLACEHOLDERS[letter])
            raise PlaceholderUnknown(file=LETTERS, key=key, word=name, nearest=close)

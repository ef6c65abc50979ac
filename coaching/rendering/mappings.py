"""Words of a letter as templates see them: mappings and lists, down to plain values."""

from dataclasses import asdict, fields, is_dataclass
from functools import lru_cache
from typing import Any

from coaching.rendering.letter_words import Sender, SessionWords


def as_mapping(words: Any) -> dict[str, Any]:
    """Return an object of a class of `letter_words` as templates see it, down to plain values."""
    return {one.name: _plain(getattr(words, one.name)) for one in fields(words)}


def _plain(value: Any) -> Any:
    if isinstance(value, Sender | SessionWords):
        return _shared(value)
    if isinstance(value, list | tuple):
        return type(value)(_plain(one) for one in value)
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


@lru_cache(maxsize=64)  # all letters of a session share them
def _shared(value: Sender | SessionWords) -> dict[str, Any]:
    return asdict(value)

"""What pydantic finds wrong in a file of `config/`, as one of our problems."""

import difflib
from collections.abc import Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from coaching.errors import CoachingError, ConfigInvalid, UnknownKey

# pydantic's kinds of mistake by the first word of their name, as keys of the words of `config`.
KINDS = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_too_short": "empty",
    "too_short": "empty",
    "string_pattern_mismatch": "not-of-that-form",
    "literal_error": "not-a-choice",
    "enum": "not-a-choice",
    "greater_than": "too-small",
    "greater_than_equal": "too-small",
    "less_than": "too-large",
    "less_than_equal": "too-large",
    "finite_number": "not-finite",
}


def problem(file: str, model: type[BaseModel], mistake: ValidationError) -> CoachingError:
    """Return the first mistake as a problem; a misspelt key goes before what it left missing."""
    found = mistake.errors(include_url=False)
    unknown = [one for one in found if one["type"] == "extra_forbidden"]
    first = (unknown or found)[0]
    if unknown:
        return UnknownKey(file=file, key=_key(first), nearest=_nearest(model, first))
    return ConfigInvalid(file=file, key=_key(first), value=_value(first), why=_why(first))


def nearest(word: str, known: Sequence[str]) -> str | None:
    """Return the known word that was probably meant."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return close[0] if close else None


def _key(one: ErrorDetails) -> str:
    """Return e.g. "session[2].date"; the second session is number 2, as a person counts."""
    key = ""
    for part in one["loc"]:
        key += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if key else str(part)
    return key


def _value(one: ErrorDetails) -> object:
    if one["type"] == "missing" or isinstance(one["input"], dict | list):
        return None
    return str(one["input"])


def _why(one: ErrorDetails) -> str:
    if one["type"] == "refused":
        return str(one["ctx"]["why"])
    return KINDS.get(one["type"], "wrong-type")


def _nearest(model: type[BaseModel], one: ErrorDetails) -> str | None:
    *above, word = one["loc"]
    here: Any = model
    for part in above:
        if isinstance(part, str):
            here = _section_at(here, part)
    names = [field.alias or name for name, field in here.model_fields.items()]
    return nearest(str(word), names)


def _section_at(model: type[BaseModel], key: str) -> type[BaseModel]:
    for name, field in model.model_fields.items():
        if key == (field.alias or name):
            return next(one for one in _inside(field.annotation) if issubclass(one, BaseModel))
    raise LookupError(key)


def _inside(annotation: Any) -> list[type[Any]]:
    if isinstance(annotation, type) and not get_args(annotation):
        return [annotation]
    return [one for inner in get_args(annotation) for one in _inside(inner)]

"""The catalogue: every sentence the programme says, by key and language.

`templates/words/<language>/<topic>.toml` holds the keys that begin with
"<topic>."; what stands in {braces} is filled in.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from string import Formatter

from coaching.errors import CoachingError, WordMissing
from coaching.rendering.formats import told
from coaching.settings import shipped


def say(key: str, language: str = "id", /, **facts: object) -> str:
    """Return the text under a dotted key, filled with facts.

    Dates, numbers and lists are written as the language does, a term of the records
    by its word (`terms.<fact>.<value>`) where it has one. Where a fact is None and
    there is a key of the same name with `-without-<fact>`, that is said.

    Raises:
        WordMissing: no such key, or the text asks for a fact nobody gave.
    """
    for name, fact in facts.items():
        if fact is None and has(f"{key}-without-{name}", language):
            key = f"{key}-without-{name}"
    told_as = _found(key, language)
    if told_as is None:
        raise WordMissing(template=f"words/{language}", word=key)
    try:
        return FORMATTER.vformat(told_as, (), _Told(facts, language))
    except (KeyError, IndexError, ValueError) as problem:
        raise WordMissing(template=f"words/{language}: {key}", word=str(problem)) from None


FORMATTER = Formatter()


class _Told(dict[str, object]):
    """Facts as a reader would write them, at the moment they are asked for."""

    def __init__(self, facts: Mapping[str, object], language: str) -> None:
        super().__init__(facts)
        self.language = language

    def __getitem__(self, name: str) -> str:
        fact = super().__getitem__(name)
        term = f"terms.{name}.{fact}"
        if isinstance(fact, str) and has(term, self.language):
            return text(term, self.language)
        return told(fact, self.language)


def term(kind: str, value: str, language: str = "id") -> str:
    """Return the word for a term of the records, such as a stage; the term where it has none."""
    key = f"terms.{kind}.{value}"
    return text(key, language) if has(key, language) else value


def has(key: str, language: str = "id") -> bool:
    """Say whether the catalogue has a key."""
    return _found(key, language) is not None


def keys(language: str = "id") -> list[str]:
    """Return every key of a language."""
    files = (shipped("templates") / "words" / language).glob("*.toml")
    return sorted(key for file in files for key in _topic(language, file.stem))


def text(key: str, language: str = "id") -> str:
    """Return the text under a key as it stands, its braces not filled.

    Raises:
        KeyError: there is none.
    """
    return _topic(language, key.partition(".")[0])[key]


def advice(problem: CoachingError, language: str = "id") -> tuple[str, str]:
    """Return what is wrong, and what to do next."""
    name = type(problem).__name__
    facts = dict(problem.facts)
    reason = f"{REASONS.get(name)}.{facts.get('why')}"
    if has(reason, language):
        facts["why"] = say(reason, language)
    what = say(f"problems.{name}.what", language, **facts)
    return what, say(f"problems.{name}.next", language, **facts)


# Where the words for the fact `why` of a problem stand.
REASONS = {
    "ConfigInvalid": "config",
    "SendingOff": "terms.sending",
    "SessionClosed": "terms.closed",
    "ConfigUnreadable": "config",
    "SourceAway": "sources",
    "NominationRefused": "nominations.why",
    "SourceUnreadable": "sources",
    "WrongInput": "forms.why",
}


def _found(key: str, language: str) -> str | None:
    return _topic(language, key.partition(".")[0]).get(key)


@cache  # by topic: a command that says three sentences need not read them all
def _topic(language: str, topic: str) -> dict[str, str]:
    file = shipped("templates") / "words" / language / f"{topic}.toml"
    if not file.is_file():
        return {}
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return dict(_flat(table, f"{topic}."))


def _flat(table: Mapping[str, object], above: str) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            flat += _flat(value, f"{above}{key}.")
        else:
            flat.append((f"{above}{key}", str(value)))
    return flat

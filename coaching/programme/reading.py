"""Files of `config/` into types, each mistake with its file and key."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from coaching.errors import ConfigMissing, ConfigUnreadable
from coaching.programme.checks import check
from coaching.programme.days_off import DaysOff
from coaching.programme.ip_asn import IpAsn
from coaching.programme.measures import Measures
from coaching.programme.mistakes import problem
from coaching.programme.own_words import read_own_words
from coaching.programme.section import Section
from coaching.programme.sections import Decisions
from coaching.programme.sources import Sources
from coaching.programme.whole import Programme

S = TypeVar("S", bound=Section)
OF_IP_ASN = "ip_asn.toml"


def read_programme(folder: Path) -> Programme:
    """Read and check the files of `config/`; `letters.toml` and `ip_asn.toml` may be missing.

    So may `holidays.toml`: then no day is known to be off.

    Raises:
        ConfigMissing: one of the others is not there.
        ConfigUnreadable: one is not TOML.
        UnknownKey: a key nobody reads; the nearest right one is told.
        ConfigInvalid: a value that cannot be meant, alone or beside the others.
        PlaceholderUnknown: a letter's text asks for a word that the letter does not have.
    """
    decisions = _read(folder / "programme.toml", Decisions)
    measures = _read(folder / "indicators.toml", Measures)
    sources = _read(folder / "sources.toml", Sources)
    parts: dict[str, Any] = {
        name: getattr(decisions, name) for name in type(decisions).model_fields
    }
    ip_asn = _read(folder / OF_IP_ASN, IpAsn) if (folder / OF_IP_ASN).exists() else IpAsn()
    days_off = folder / "holidays.toml"
    programme = Programme(
        **parts,
        measures=measures.indicator,
        sources=sources.source,
        own_words=read_own_words(folder),
        ip_asn=ip_asn,
        days_off=_read(days_off, DaysOff) if days_off.exists() else None,
    )
    check(programme)
    return programme


def _read(file: Path, model: type[S]) -> S:
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ConfigMissing(file=file.name) from None
    except UnicodeDecodeError as mistake:
        line = mistake.object[: mistake.start].count(b"\n") + 1
        raise ConfigUnreadable(file=file.name, line=line, why="not-utf-8") from None
    except tomllib.TOMLDecodeError as mistake:
        raise ConfigUnreadable(file=file.name, line=_line(mistake), why="not-toml") from None
    try:
        return model.model_validate(told)
    except ValidationError as mistake:
        raise problem(file.name, model, mistake) from None


def _line(mistake: tomllib.TOMLDecodeError) -> int | None:
    """Return the line; Python tells it in the message alone before 3.14."""
    told = str(mistake)
    if "(at line " not in told:
        return None
    return int(told.split("(at line ")[1].split(",")[0])

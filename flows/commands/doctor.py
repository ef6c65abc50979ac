"""Look for what would stop the year: configuration, data, addresses, settings."""

import argparse
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

from coaching.database import people
from coaching.database.ready import ready
from coaching.database.work import reading
from coaching.errors import CoachingError
from coaching.mail import place
from coaching.programme import Holds, Programme, Source, read_programme
from coaching.rendering.letter_check import check_letters
from coaching.rendering.words import advice, say
from coaching.settings import settings
from coaching.sources import Known, read_agencies, read_source
from coaching.sources.employees import LISTS, measured_years, read_lists
from flows.calm import take_over

# Sheets that come during the year.
LATER = (Holds.ATTENDANCE, Holds.FEEDBACK, Holds.COMMITMENTS)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--year", type=int, help="the coaching year to look at (default: this year)"
    )


def run(given: argparse.Namespace) -> int:
    """Print what was found; return 0, or the exit code of the first problem."""
    ready()
    programme = read_programme(settings().config)
    this_year = datetime.now(ZoneInfo(programme.city.time_zone)).year
    found = [_say("config-read", folder=str(settings().config))]
    problems: list[CoachingError] = []
    for check in _checks(programme, given.year or this_year):
        try:
            found += check()
        except CoachingError as problem:
            problems.append(problem)
            found += [_say("problem", line=line) for line in advice(problem, settings().language)]
    found.append(_say("healthy") if not problems else _say("sick", count=len(problems)))
    print("\n".join(found))
    return problems[0].exit_code if problems else 0


def _checks(programme: Programme, year: int) -> Iterator[Callable[[], list[str]]]:
    yield lambda: _remarks(programme, year)
    yield _letters
    yield _secret
    yield _mode
    for source in programme.sources:
        if source.holds not in (*LATER, Holds.UNITS, *LISTS):
            yield partial(_source, programme, source, year)
    yield partial(_employees, programme, year)
    yield partial(_addresses, programme)
    yield partial(_server, programme)


def _remarks(programme: Programme, year: int) -> list[str]:
    language = settings().language
    return [
        _say("remark", line=say(f"config.{one.code}", language, **one.facts))
        for one in programme.remarks(year)
    ]


def _letters() -> list[str]:
    """Look whether the letters ask only for words that there are."""
    return [_say("letters", count=check_letters())]


def _secret() -> list[str]:
    settings().secret_bytes()
    return []


def _mode() -> list[str]:
    told = [_say(f"mode-{settings().mode.value}")]
    why = place.reason(settings())
    if why is not None:
        told.append(_say("sending-off", why=say(f"terms.sending.{why}", settings().language)))
    return told


def _source(programme: Programme, source: Source, year: int) -> list[str]:
    folder = settings().working_folder
    names = read_agencies(programme, folder, year).lookup
    found = read_source(source, folder, Known.of(programme, year, names, datetime.now(UTC).date()))
    return [_read(source.name, found.read, len(found.accepted))]


def _employees(programme: Programme, year: int) -> list[str]:
    folder = settings().working_folder
    told = []
    for measured in measured_years(programme, folder, year):
        names = read_agencies(programme, folder, year).lookup
        readings = read_lists(programme, folder, names, measured)
        told += [_read(f"{one.source} {measured}", one.read, len(one.accepted)) for one in readings]
    return told


def _read(source: str, read: int, accepted: int) -> str:
    return _say("source", source=source, read=read, accepted=accepted, rejected=read - accepted)


def _addresses(programme: Programme) -> list[str]:
    types = {one for rule in programme.invite_rules for one in rule.position_types}
    with reading() as db:
        missing, others = people.without_address(db, types)
    shown = [
        _say("no-address", agency=agency, position=position, person=person)
        for agency, position, person in missing
    ]
    return [*shown, _say("no-address-count", count=len(missing), others=others)]


def _server(programme: Programme) -> list[str]:
    """Say what the Prefect server has otherwise than `config/`; nothing where none answers."""
    take_over()
    from flows.serving.differences import differences

    found = differences(programme)
    if found is None:
        return [_say("server-away")]
    told = [_say(f"server-{what}", deployment=name) for name, what in found]
    return told or [_say("server-as-told")]


def _say(key: str, **facts: object) -> str:
    return say(f"doctor.{key}", settings().language, **facts)

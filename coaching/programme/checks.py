"""Values of `config/` that are right alone and wrong beside each other."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from coaching.errors import ConfigInvalid, UnknownKey
from coaching.programme.meetings import Session
from coaching.programme.mistakes import nearest
from coaching.programme.sources import Source
from coaching.programme.whole import Programme

PROGRAMME, INDICATORS, SOURCES = "programme.toml", "indicators.toml", "sources.toml"


def check(programme: Programme) -> None:
    """Raise the first contradiction; see the rules below, one function each."""
    _codes_once(PROGRAMME, "venue", (venue.code for venue in programme.venue))
    _codes_once(PROGRAMME, "session", (f"{one.year} {one.code}" for one in programme.session))
    _codes_once(PROGRAMME, "group", (f"{one.year} {one.code}" for one in programme.group))
    _codes_once(PROGRAMME, "must", (f"{one.year} {one.agency}" for one in programme.must))
    _codes_once(PROGRAMME, "hr_contact", (one.agency for one in programme.hr_contact))
    _musts_have_places(programme)
    _codes_once(INDICATORS, "indicator", (one.code for one in programme.measures))
    _codes_once(SOURCES, "source", (source.name for source in programme.sources))
    for number, session in enumerate(programme.session, start=1):
        _fits_its_room(programme, f"session[{number}]", session)
    _confirmed_is_known(programme)
    _something_selects(programme)
    _names_are_used(programme)
    _outcome_is_known(programme)
    _days_in_order(programme)
    _reminders_fit(programme)
    for number, source in enumerate(programme.sources, start=1):
        _columns_are_known(f"source[{number}].columns", source)


def _codes_once(file: str, key: str, codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for number, code in enumerate(codes, start=1):
        if code in seen:
            raise ConfigInvalid(file=file, key=f"{key}[{number}]", value=code, why="twice")
        seen.add(code)


def _musts_have_places(programme: Programme) -> None:
    for year, musts in Counter(one.year for one in programme.must).items():
        if musts > programme.selection.capacity:
            raise ConfigInvalid(
                file=PROGRAMME, key="selection.capacity", value=f"{musts} must ({year})",
                why="more-musts-than-places",
            )  # fmt: skip


def _fits_its_room(programme: Programme, key: str, session: Session) -> None:
    rooms = [venue for venue in programme.venue if venue.code == session.venue]
    if session.group is not None and not any(
        (one.year, one.code) == (session.year, session.group) for one in programme.group
    ):
        raise ConfigInvalid(
            file=PROGRAMME, key=f"{key}.group", value=session.group, why="group-unknown"
        )
    if not rooms:
        raise ConfigInvalid(
            file=PROGRAMME, key=f"{key}.venue", value=session.venue, why="venue-unknown"
        )
    quotas = [1 if rule.who == "head" else rule.quota for rule in programme.invite]
    if session.agencies is None or session.group is not None:
        return  # as many as have seats
    # Without a quota nobody knows the number before people are known.
    people = sum(quota for quota in quotas if quota is not None) * session.agencies
    if people > rooms[0].seats:
        raise ConfigInvalid(
            file=PROGRAMME, key=f"{key}.agencies", value=session.agencies, why="too-few-seats"
        )


def _names_are_used(programme: Programme) -> None:
    if programme.mails.nomination_request and not programme.nominated_places:
        raise ConfigInvalid(
            file=PROGRAMME, key="mails.nomination_request", value="true", why="names-nobody-uses"
        )


def _something_selects(programme: Programme) -> None:
    if not any(one.selects and one.weight > 0 for one in programme.measures):
        raise ConfigInvalid(
            file=INDICATORS, key="indicator.weight", value=0, why="weights-are-zero"
        )


def _confirmed_is_known(programme: Programme) -> None:
    known = {one.code for one in programme.measures}
    for number, one in enumerate(programme.confirmed, start=1):
        if one.indicator not in known:
            raise ConfigInvalid(
                file=PROGRAMME, key=f"confirmed[{number}].indicator", value=one.indicator,
                why="indicator-unknown",
            )  # fmt: skip


def _outcome_is_known(programme: Programme) -> None:
    code = programme.evaluation.outcome_indicator
    if code not in {one.code for one in programme.measures}:
        raise ConfigInvalid(
            file=PROGRAMME, key="evaluation.outcome_indicator", value=code, why="indicator-unknown"
        )


def _days_in_order(programme: Programme) -> None:
    calendar = programme.calendar
    days = ["open_on", "pull_on", "select_on", "evaluate_on"]
    for earlier, later in pairwise(days):
        before, after = getattr(calendar, earlier), getattr(calendar, later)
        if after.in_year(2024) < before.in_year(2024):
            raise ConfigInvalid(
                file=PROGRAMME, key=f"calendar.{later}", value=str(after), why="days-out-of-order"
            )


def _reminders_fit(programme: Programme) -> None:
    """Refuse reminders on the heels of the invitation, or after answers are asked for."""
    told, rules = programme.reminders, programme.invitations
    first = told.first_days_before + told.spacing_days
    if told.count and first > rules.send_days_before:
        raise ConfigInvalid(
            file=PROGRAMME, key="reminders.first_days_before", value=told.first_days_before,
            why="reminder-too-early",
        )  # fmt: skip
    if told.count and told.last_days_before < rules.answer_days_before:
        raise ConfigInvalid(
            file=PROGRAMME, key="reminders.count", value=told.count, why="reminder-too-late"
        )


def _columns_are_known(key: str, source: Source) -> None:
    known = source.may_map()
    for column in source.columns:
        if column not in known:
            raise UnknownKey(file=SOURCES, key=f"{key}.{column}", nearest=nearest(column, known))
    for column in source.must_map():
        if column not in source.columns:
            raise ConfigInvalid(file=SOURCES, key=f"{key}.{column}", value=None, why="missing")

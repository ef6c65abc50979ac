"""The programme as a whole: the three files of `config/` together."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from coaching.domain.caution import Caution
from coaching.domain.cycle import YearCalendar
from coaching.domain.evaluation_rules import EvaluationRules
from coaching.domain.groups import EmployeeGroup, Employment
from coaching.domain.indicators import Indicator
from coaching.domain.invitations import InviteRule
from coaching.domain.plan import Plan
from coaching.domain.relevance_rules import RelevanceRules
from coaching.domain.selection_rules import Must, SelectionRules
from coaching.errors import ConfigInvalid
from coaching.programme.days_off import DaysOff
from coaching.programme.ip_asn import IpAsn
from coaching.programme.mails import HrContact
from coaching.programme.measures import Measure
from coaching.programme.own_words import OwnWords
from coaching.programme.remarks import Remark, remarks
from coaching.programme.sections import Decisions
from coaching.programme.sessions import PlannedSession, planned
from coaching.programme.sources import Holds, Source

NEVER_KEPT = {"signatory": {"nip"}}  # a NIP stands in the table of NIPs and nowhere else


class Programme(Decisions):
    """The city's decisions: `programme.toml`, `indicators.toml`, `sources.toml`, `ip_asn.toml`."""

    measures: tuple[Measure, ...]
    sources: tuple[Source, ...]
    own_words: OwnWords = MappingProxyType({})
    ip_asn: IpAsn = IpAsn()
    days_off: DaysOff | None = None

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators that select."""
        return tuple(one.indicator() for one in self.measures if one.selects)

    @cached_property
    def all_indicators(self) -> tuple[Indicator, ...]:
        """Every indicator known here, those that only judge the outcome too."""
        return tuple(one.indicator() for one in self.measures)

    @property
    def outcome_indicator(self) -> Indicator:
        """The indicator that judges the year."""
        return self.indicator(self.evaluation.outcome_indicator)

    def indicator(self, code: str) -> Indicator:
        """Return an indicator by its code.

        Raises:
            ConfigInvalid: `config/` does not know it, or not any more.
        """
        for one in self.all_indicators:
            if one.code == code:
                return one
        raise ConfigInvalid(
            file="indicators.toml", key="indicator", value=code, why="indicator-unknown"
        )

    @property
    def invite_rules(self) -> tuple[InviteRule, ...]:
        """Who is invited from a chosen agency."""
        return tuple(
            InviteRule(one.who, one.position_types, one.quota, one.unless_nominated)
            for one in self.invite
        )

    @property
    def nominated_places(self) -> int:
        """How many people the head of an agency may name; 0: nobody is asked."""
        return sum(one.quota or 0 for one in self.invite if one.who == "nominated")

    def groups_of(self, year: int) -> tuple[EmployeeGroup, ...]:
        """Return the employee groups that are coached across agencies in a year."""
        return tuple(
            EmployeeGroup(
                one.code, one.name, Employment(one.employment) if one.employment else None,
                one.position_types, one.positions, one.agencies,
            )
            for one in self.group
            if one.year == year
        )  # fmt: skip

    def sources_of(self, *holds: Holds) -> tuple[Source, ...]:
        """Return the sources that hold one of these."""
        return tuple(one for one in self.sources if one.holds in holds)

    def selection_rules(self) -> SelectionRules:
        """Return the rules of selection."""
        told = self.selection
        return SelectionRules(
            **{one.name: getattr(told, one.name) for one in fields(SelectionRules)}
        )

    def evaluation_rules(self) -> EvaluationRules:
        """Return the rules of evaluation."""
        told = self.evaluation
        return EvaluationRules(
            margin=told.margin,
            maximum_lost_share=told.maximum_lost_share,
            attendance_points=told.attendance_points,
        )

    def caution(self, measured_in: int) -> Caution:
        """Return when the city would rather not judge by a value of that year."""
        return Caution(
            minimum_quarters=self.selection.minimum_quarters,
            minimum_respondents=self.selection.minimum_respondents,
            confirmed=frozenset(
                (one.agency, one.indicator)
                for one in self.confirmed
                if one.values_of == measured_in
            ),
        )

    def relevance_rules(self) -> RelevanceRules:
        """Return the rules of the yearly review of the indicators."""
        return RelevanceRules(**self.relevance.model_dump())

    @property
    def shows_after_days(self) -> dict[str, int]:
        """Days until a change at work can show in an indicator, where it is said."""
        told = {one.code: one.shows_after_days for one in self.measures}
        return {code: days for code, days in told.items() if days is not None}

    def plan_of(self, year: int) -> Plan:
        """Return what a year will be judged by, as the files say now."""
        told, rules = self.evaluation, self.evaluation_rules()
        return Plan(
            outcome=told.outcome_indicator,
            outcome_period=told.outcome_period,
            margin=rules.margin,
            maximum_lost_share=rules.maximum_lost_share,
            minimum_coached=rules.minimum_coached,
            minimum_others=rules.minimum_others,
            attendance_points=rules.attendance_points,
            best_possible=self._best(told.outcome_indicator),
            evaluate_on=self.calendar.evaluate_on.in_year(year),
        )

    def _best(self, code: str) -> float | None:
        """Return the best value an indicator can have, where `config/` says what is possible."""
        measure = next((one for one in self.measures if one.code == code), None)
        if measure is None or measure.possible is None:
            return None
        least, most = measure.possible
        return most if measure.target > measure.floor else least

    def musts(self, year: int) -> tuple[Must, ...]:
        """Return the agencies that are chosen whatever their rank."""
        return tuple(Must(one.agency, one.reason) for one in self.must if one.year == year)

    def sessions_of(self, year: int) -> tuple[PlannedSession, ...]:
        """Return the sessions of a year, earliest first."""
        venues = {venue.code: venue for venue in self.venue}
        sessions = [
            planned(one, venues[one.venue], self.invitations)
            for one in self.session
            if one.year == year
        ]
        return tuple(sorted(sessions, key=lambda one: (one.held_on, one.starts, one.code)))

    def calendar_of(self, year: int) -> YearCalendar:
        """Return the days of a coaching year."""
        return YearCalendar(
            year=year,
            open_on=self.calendar.open_on.in_year(year),
            pull_on=self.calendar.pull_on.in_year(year),
            select_on=self.calendar.select_on.in_year(year),
            evaluate_on=self.calendar.evaluate_on.in_year(year),
            sessions=tuple(session.day() for session in self.sessions_of(year)),
        )

    def year_opened_by(self, day: date) -> int:
        """Return the latest year whose opening day is not after a day."""
        opened = self.calendar.open_on.in_year(day.year) <= day
        return day.year if opened else day.year - 1

    def review_due_by(self, day: date) -> tuple[int, int]:
        """Return year and quarter of the latest quarterly review that is not after a day."""
        reviews = [
            (due_on, year, quarter)
            for year in (day.year - 2, day.year - 1, day.year)
            for quarter, due_on in enumerate(self.quarterly_reviews_of(year), start=1)
        ]
        _, year, quarter = max(review for review in reviews if review[0] <= day)
        return year, quarter

    def quarterly_reviews_of(self, year: int) -> tuple[date, ...]:
        """Return the days on which the quarters of a year are looked at, in order."""
        return tuple(day.in_year(year) for day in self.calendar.quarterly_review_on)

    def hr_contact_of(self, agency: str) -> HrContact:
        """Return whom to tell of an agency's wrong addresses; without one, ourselves."""
        ours = self.organiser
        at_home = HrContact(agency=agency, name=ours.contact_name, email=ours.email)
        return next((one for one in self.hr_contact if one.agency == agency), at_home)

    def own_texts(self, letter: str, language: str) -> Mapping[str, str]:
        """Return the parts of a letter that officers have worded themselves."""
        return self.own_words.get(language, {}).get(letter, {})

    def snapshot(self) -> dict[str, Any]:
        """Return all of it as JSON can hold it, to be kept with the year; no NIP."""
        return self.model_dump(mode="json", by_alias=True, exclude=NEVER_KEPT)

    def remarks(self, year: int) -> tuple[Remark, ...]:
        """Return what an officer should look at before the year runs; none of it stops it."""
        return remarks(self, year)

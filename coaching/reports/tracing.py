"""Every figure of a published evaluation, computed again and traced to the rows it came from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from coaching.database import evaluation, invitations, selection
from coaching.database.evaluation import Published
from coaching.database.selection import Proposal
from coaching.database.used_values import UsedValue, used_values
from coaching.database.work import reading
from coaching.domain.cycle import Subject
from coaching.domain.evaluation import AGENCY_COUNTS, Evaluation, evaluate
from coaching.domain.evaluation_rules import Standing, Threat
from coaching.domain.evidence import earned_points, evidence_rows, invited_counts
from coaching.domain.fingerprints import fingerprint
from coaching.domain.foresight import EARLIER_YEARS
from coaching.domain.indicators import Indicator, Period
from coaching.domain.plan import Plan
from coaching.domain.progress import Report, RunState
from coaching.domain.stored_rows import plain_rows, rows_again
from coaching.errors import FigureDiffers, NothingPublished, NotYet, WrongInput
from coaching.reports.small_groups import hidden_groups
from coaching.reports.traced_figures import Figure, Trace, same
from coaching.reports.traced_people import people_figures, people_on_record

RESULTS = (
    "verdict", "estimate", "low", "high", "detectable", "before_after", "expected_rise",
    "second_opinion", "lot_chance", "points_removed", *AGENCY_COUNTS,
)  # fmt: skip
STORED = ("estimate", "low", "high", "detectable", "coached", "others")  # columns of the record
OF_AGENCIES = ("score", "baseline", "earlier", "outcome", "coached", "earned")
# Where each kind of figure is computed.
CODE: Mapping[str, str] = {
    "results": "coaching.domain.evaluation.evaluate",
    "score": "coaching.domain.selection.select",
    "baseline": "coaching.domain.evidence.evidence_rows",
    "earlier": "coaching.domain.evidence.evidence_rows",
    "outcome": "coaching.domain.evidence.evidence_rows",
    "coached": "coaching.domain.evidence.evidence_rows",
    "earned": "coaching.domain.evidence.earned_points",
}


def traced(year: int, version: int | None = None, figure: str = "") -> Trace:
    """Return the figures of a version with where they come from, each computed again.

    Args:
        version: None: the latest.
        figure: only this one; empty: all of them. All are checked in any case.

    Raises:
        NothingPublished: there is no such version.
        FigureDiffers: one comes out otherwise, or the record was changed.
        WrongInput: no such figure.
    """
    with reading() as db:
        published = evaluation.published(db, year, version)
        if published is None:
            raise NothingPublished(year=year, version=version)
        proposal = selection.current(db, year)
        decided = selection.approval(db, Subject.SELECTION, year)
        held = [one.held_on for one in invitations.sessions(db, year)]
        row = evaluation.stored_figures(db, year, published.version)
        plan = Plan.from_document(published.document["grounds"]["plan"])
        values = used_values(db, plan.outcome, published.document.get("pulls"))
        found = _evaluated(published, plan)
        people = people_on_record(db, published, found)
    if proposal is None or decided is None:
        raise NotYet(stage="trace", year=year, waits_for="select-target-agencies")
    _check_record(published, row)
    again = _rows_again(values, proposal, decided.approved_list, plan, published, max(held))
    figures = (
        *_results(published, found),
        *_of_agencies(published, again, _Periods(plan, year, max(held)), values),
        *people_figures(published, people),
    )
    for one in figures:
        _check(published, one)
    grounds = published.document["grounds"]
    return Trace(
        year, published.version, published.sha256, proposal.score_sha256, grounds["plan_sha256"],
        published.document.get("settings_sha256"), published.document.get("code_version"),
        _wanted(figures, figure),
    )  # fmt: skip


def _wanted(figures: tuple[Figure, ...], name: str) -> tuple[Figure, ...]:
    found = tuple(one for one in figures if name in ("", one.name))
    if not found:
        raise WrongInput(field="figure", value=name, why="no-such-figure")
    return found


def traced_report(year: int, version: int | None = None, figure: str = "") -> Report:
    """Trace the figures and return the one sentence of what came of it."""
    trace = traced(year, version, figure)
    values = {(one.agency, one.period) for told in trace.figures for one in told.values}
    pulls = {(one.source, one.pull) for told in trace.figures for one in told.values}
    written = sum(not one.is_checked for one in trace.figures)
    facts = {
        "year": year, "version": trace.version, "figures": len(trace.figures),
        "checked": len(trace.figures) - written, "written": written,
        "values": len(values), "pulls": len(pulls), "sha": trace.sha256,
    }  # fmt: skip
    return Report(RunState.DONE, "traced", facts)


def _check_record(published: Published, row: Mapping[str, Any]) -> None:
    """Hold the document against its fingerprint, and the figures beside it against the document."""
    sha256 = fingerprint(published.document)
    if sha256 != published.sha256:
        raise _differs(published, "SHA-256", published.sha256[:12], sha256[:12])
    for name in STORED:
        if not same(row[name], published.document.get(name)):
            raise _differs(published, name, row[name], published.document.get(name))


def _check(published: Published, one: Figure) -> None:
    if one.is_checked and not same(one.value, one.again):
        raise _differs(published, one.name, one.value, one.again)


def _differs(published: Published, name: str, printed: Any, again: Any) -> FigureDiffers:
    return FigureDiffers(
        year=published.year, version=published.version, figure=name, printed=str(printed),
        again=str(again), then=published.document.get("code_version") or "-",
    )  # fmt: skip


def _results(published: Published, found: Evaluation) -> Iterator[Figure]:
    again = found.as_document()
    for name in RESULTS:
        if name in published.document:  # an older programme wrote fewer of them down
            value = published.document[name]
            yield Figure(name, "results", value, again[name], CODE["results"])


def _evaluated(published: Published, plan: Plan) -> Evaluation:
    """Compute the evaluation again from the rows it was made from."""
    rows = rows_again(published.document["rows"])
    better = published.document.get("outcome", {}).get("higher_is_better", True)
    ends = (1.0, 0.0) if better else (0.0, 1.0)
    code = plan.outcome
    threats = published.document["grounds"]["threats"]
    changed = any(
        one["threat"] == Threat.RULE_SET and one["standing"] == Standing.PRESENT for one in threats
    )
    outcome = Indicator(code, code, code, "", *ends, 1.0)
    return evaluate(rows, outcome, plan.rules, rule_set_changed=changed)


def _rows_again(
    values: Sequence[UsedValue],
    proposal: Proposal,
    coached: Sequence[str],
    plan: Plan,
    published: Published,
    last_day: date,
) -> dict[str, dict[str, Any]]:
    """Read the rows again from the values of the pulls, the frozen list and the decision."""
    known = pd.DataFrame(
        [(one.agency, plan.outcome, one.period, one.value, one.respondents) for one in values],
        columns=["agency", "indicator", "period", "value", "respondents"],
    )
    year = published.year
    rows = evidence_rows(
        known, proposal.table, coached,
        outcome=plan.outcome, year=year, judged_year=plan.judged_year(year), last_day=last_day,
    )  # fmt: skip
    came = pd.DataFrame(_came(published), columns=["agency", "presence"])
    rows = rows.assign(earned=earned_points(rows, came, known, plan))
    return {row["agency"]: row for row in plain_rows(rows)}


def _came(published: Published) -> list[tuple[str, str]]:
    """Return agency and presence of everybody the version counted."""
    return [
        (agency, presence)
        for agency, counts in published.document.get("attendance", {}).items()
        for presence, count in counts.items()
        for _ in range(count)
    ]


@dataclass(frozen=True)
class _Periods:
    """Which periods the values of an agency come from."""

    plan: Plan
    year: int
    last_day: date

    def hold(self, name: str, period: Period) -> bool:
        """Say whether a period has a part in a value."""
        if name == "baseline":
            return period.year == self.year - 1
        if name == "earlier":
            return self.year - 1 - EARLIER_YEARS <= period.year < self.year - 1
        judged = period.year == self.plan.judged_year(self.year)
        later = period.quarter is None or period.starts_on > self.last_day
        return name == "outcome" and judged and later


def _of_agencies(
    published: Published,
    again: Mapping[str, Mapping[str, Any]],
    periods: _Periods,
    values: Sequence[UsedValue],
) -> Iterator[Figure]:
    people = published.document.get("attendance", {})
    hidden = hidden_groups(invited_counts(people))
    own: dict[str, list[UsedValue]] = {}
    for value in values:
        own.setdefault(value.agency, []).append(value)
    for row in published.document["rows"]:
        agency = row["agency"]
        for name in OF_AGENCIES:
            if name == "earned" and agency in hidden:
                continue  # it would tell how many of a handful of people came
            used = _used(name, own.get(agency, []), periods)
            yield Figure(
                f"{name}:{agency}", name, row.get(name), again.get(agency, {}).get(name),
                CODE[name], used, is_checked=name != "earned" or "attendance" in published.document,
            )  # fmt: skip


def _used(name: str, own: Sequence[UsedValue], periods: _Periods) -> list[UsedValue]:
    if name == "earned":  # by the size of the staff, as it was last counted
        counted = [one for one in own if one.respondents is not None]
        return sorted(counted, key=lambda one: one.period)[-1:]
    return [one for one in own if periods.hold(name, Period.parse(one.period))]

"""What a quarterly review reads beside the indicators: the effect so far, memory and advice."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

import pandas as pd

from coaching.database import attendance, evaluation, invitations, plans, selection
from coaching.database.cycle import all_years
from coaching.database.work import Db
from coaching.domain.cycle import Subject
from coaching.domain.evaluation_rules import ASKED
from coaching.domain.indicators import Period
from coaching.domain.interim import Interim, interim
from coaching.domain.memory import Coached
from coaching.domain.places import reserved_places
from coaching.domain.recommending import Recommendation, recommendations
from coaching.programme import Programme
from coaching.reports.words import Remembered

FURTHEST = 3  # agencies that are named as furthest from the target


def effect_so_far(
    db: Db, values: pd.DataFrame, year: int, quarter: int, programme: Programme
) -> Interim | None:
    """Return the interim estimate of the coaching whose outcome falls into a year; None: too early.

    Nothing of a year that is evaluated already: its verdict is known.
    """
    for one in (year, year - 1):
        if one not in all_years(db) or evaluation.latest(db, one) is not None:
            continue
        plan = plans.in_force(db, one, programme.plan_of(one)).plan
        proposal, decided = (
            selection.current(db, one),
            selection.approval(db, Subject.SELECTION, one),
        )
        held = [it.held_on for it in invitations.sessions(db, one) if not it.is_cancelled]
        if plan.judged_year(one) != year or proposal is None or decided is None or not held:
            continue
        return interim(
            values, proposal.table, decided.approved_list, attendance.register(db, one),
            outcome=programme.indicator(plan.outcome), plan=plan, year=one, last_day=max(held),
            until=Period(year, quarter).ends_on,
        )  # fmt: skip
    return None


def advice(
    db: Db,
    values: pd.DataFrame,
    so_far: Interim | None,
    *,
    year: int,
    due: int,
    coached: Collection[str],
    agencies: Collection[str],
    programme: Programme,
    as_of: date,
) -> tuple[Recommendation, ...]:
    """Return what the records recommend for the year after."""
    outcome = programme.indicator(programme.evaluation.outcome_indicator)
    own = values[values["indicator"] == outcome.code]
    ended = {one for one in map(Period.parse, own["period"].unique()) if one.ends_on <= as_of}
    latest = max(ended, key=lambda one: (one.ends_on, one.starts_on), default=None)
    newest = own[own["period"] == str(latest)].set_index("agency")["value"]
    reach = outcome.target - outcome.floor
    gaps = ((outcome.target - newest) / reach).drop(list(coached), errors="ignore")
    gaps = gaps[gaps.index.isin(list(agencies)) & (gaps > 0)]
    worst = gaps.rename_axis("agency").rename("gap").reset_index()
    worst = worst.sort_values(["gap", "agency"], ascending=[False, True])
    chosen = programme.selection
    is_open = bool(coached) and evaluation.latest(db, year) is None
    return recommendations(
        silent=set(agencies) - set(newest.index) if latest else (),
        unanswered=len(set(ASKED) - set(plans.answers(db, year))) if is_open else 0,
        due=due,
        kept_places=reserved_places(chosen.capacity, chosen.maintenance_share),
        furthest=worst["agency"].head(FURTHEST).tolist(),
        interim=so_far,
        margin=programme.evaluation.margin,
    )


def named(told: Collection[Recommendation], names: Mapping[str, str]) -> tuple[Recommendation, ...]:
    """Return advice with names of agencies in place of their codes."""
    return tuple(
        replace(one, facts={**one.facts, "agencies": tuple(names[it] for it in codes)})
        if (codes := one.facts.get("agencies"))
        else one
        for one in told
    )


def by_agency(coachings: Collection[Coached], names: Mapping[str, str]) -> tuple[Remembered, ...]:
    """Return one line per agency that was ever coached, most often coached first."""
    found: dict[str, list[Coached]] = {}
    for one in coachings:
        found.setdefault(one.agency, []).append(one)
    lines = []
    for agency, own in found.items():
        judged = [one for one in own if one.difference is not None]
        last = judged[-1] if judged else None
        lines.append(
            Remembered(
                names.get(agency, agency), tuple(one.year for one in own),
                last.year if last else None, last.difference if last else None,
            )
        )  # fmt: skip
    return tuple(sorted(lines, key=lambda one: (-len(one.years), one.name)))

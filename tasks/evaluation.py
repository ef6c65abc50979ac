"""Stage 5's first step: the rows an evaluation is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from coaching.database import (
    attendance,
    indicators,
    invitations,
    selection,
)
from coaching.database.cycle import year_state
from coaching.database.selection import Proposal
from coaching.database.work import reading
from coaching.domain.cycle import Stage, Subject
from coaching.domain.evidence import earned_points, evidence_rows
from coaching.domain.foresight import EARLIER_YEARS
from coaching.domain.plan import Plan
from coaching.domain.yearly_values import panel
from coaching.errors import NotYet
from coaching.programme import Programme
from tasks.retries import STEADY
from tasks.steps import task


@dataclass(frozen=True)
class Evidence:
    """What an evaluation is made from.

    Args:
        rows: agency, coached, score, baseline, earlier, outcome; one per agency.
        expected: agencies that had a baseline, and so should have an outcome.
        arrived: how many of them have one.
        others: the same rows for each indicator nobody planned to be judged by.
        past: agency by year: the outcome in the years before the one that chose.
    """

    rows: pd.DataFrame
    expected: int
    arrived: int
    others: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    past: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def share(self) -> float:
        """The share of agencies whose outcome has arrived, 0 to 1."""
        return self.arrived / self.expected if self.expected else 0.0


@task(task_run_name="read-evidence-{year}", **STEADY)
def evidence(year: int, programme: Programme, plan: Plan) -> Evidence:
    """Read one row per agency: frozen score, earlier values, and the values that judge.

    Raises:
        NotYet: no list was approved, or a session's attendance is not in.
    """
    with reading() as db:
        state = year_state(db, year)
        proposal = selection.current(db, year)
        decided = selection.approval(db, Subject.SELECTION, year)
        if proposal is None or decided is None:
            raise NotYet(stage=Stage.EVALUATE.value, year=year, waits_for=Stage.SELECT.value)
        open_sessions = [code for code in state.sessions if (Stage.ATTEND, code) not in state.done]
        if open_sessions or not state.sessions:
            raise NotYet(stage=Stage.EVALUATE.value, year=year, waits_for=Stage.ATTEND.value)
        last_day = max(one.held_on for one in invitations.sessions(db, year))
        values = indicators.values(db)
        came = attendance.register(db, year)
    coached = set(decided.approved_list)
    others = {
        one.code: _rows(values, proposal, coached, plan, year, last_day, one.code)
        for one in programme.all_indicators
        if one.code != plan.outcome
    }
    rows = _rows(values, proposal, coached, plan, year, last_day, plan.outcome)
    rows = rows.assign(earned=earned_points(rows, came, values, plan))
    should = rows[rows["baseline"].notna()]
    past = panel(values, plan.outcome, range(year - 1 - EARLIER_YEARS, year - 1))
    return Evidence(rows, len(should), int(should["outcome"].notna().sum()), others, past)


def _rows(
    values: pd.DataFrame,
    proposal: Proposal,
    coached: set[str],
    plan: Plan,
    year: int,
    last_day: date,
    outcome: str,
) -> pd.DataFrame:
    return evidence_rows(
        values, proposal.table, coached,
        outcome=outcome, year=year, judged_year=plan.judged_year(year), last_day=last_day,
    )  # fmt: skip

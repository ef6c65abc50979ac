"""Stage 5's steps: the rows an evaluation is made from, and publishing what came of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from prefect import task

from coaching.database import agencies, attendance, evaluation, indicators, invitations, selection
from coaching.database.cycle import mark_done, year_state
from coaching.database.evaluation import Figures
from coaching.database.selection import Proposal
from coaching.database.work import reading, work
from coaching.domain.cycle import Stage, Subject
from coaching.domain.evaluation import Evaluation
from coaching.domain.foresight import EARLIER_YEARS
from coaching.domain.frames import records
from coaching.domain.freezing import fingerprint
from coaching.domain.yearly_values import outcome_values, panel
from coaching.errors import NotYet
from coaching.programme import Programme
from coaching.reports.files import brief_files, save_documents
from coaching.settings import settings
from tasks.retries import STEADY


@dataclass(frozen=True)
class Evidence:
    """What an evaluation is made from.

    Args:
        rows: agency, coached, score, baseline, earlier, outcome; one per agency.
        expected: agencies that had a baseline, and so should have an outcome.
        arrived: how many of them have one.
    """

    rows: pd.DataFrame
    expected: int
    arrived: int

    @property
    def share(self) -> float:
        """The share of agencies whose outcome has arrived, 0 to 1."""
        return self.arrived / self.expected if self.expected else 0.0


@task(task_run_name="read-evidence-{year}", **STEADY)
def evidence(year: int, programme: Programme) -> Evidence:
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
    return _evidence(year, programme, proposal, set(decided.approved_list), last_day, values)


def _evidence(
    year: int,
    programme: Programme,
    proposal: Proposal,
    coached: set[str],
    last_day: date,
    values: pd.DataFrame,
) -> Evidence:
    code = programme.evaluation.outcome_indicator
    judged = year if programme.evaluation.outcome_period == "same-year" else year + 1
    by_year = panel(values, code, range(year - 1 - EARLIER_YEARS, year))
    rows = proposal.table[["agency", "need"]].rename(columns={"need": "score"})
    rows = rows.assign(
        coached=rows["agency"].isin(coached),
        baseline=rows["agency"].map(by_year[year - 1]),
        earlier=rows["agency"].map(by_year.drop(columns=year - 1).mean(axis=1)),
        outcome=rows["agency"].map(outcome_values(values, code, judged, last_day)),
    )
    should = rows[rows["baseline"].notna()]
    return Evidence(rows, len(should), int(should["outcome"].notna().sum()))


@task(task_run_name="publish-evaluation-{year}", **STEADY)
def publish(
    year: int, found: Evaluation, ground: Evidence, programme: Programme, as_of: date
) -> int:
    """Store a version of the evaluation and write its pages; return the version.

    The same evaluation again is the same version and the same files.
    """
    document = {**found.as_document(), "rows": _plain_rows(ground.rows)}
    figures = Figures(
        programme.outcome_indicator.code, found.coached, found.others, found.estimate,
        found.low, found.high, found.detectable, found.verdict,
    )  # fmt: skip
    with work() as db:
        version, compiled_on = evaluation.publish(
            db, year, figures, document, fingerprint(document), as_of
        )
        proposal = selection.current(db, year)
        register = attendance.register(db, year)
        names = agencies.titles(db, year)
        if proposal is None:
            raise NotYet(stage=Stage.EVALUATE.value, year=year, waits_for=Stage.SELECT.value)
    files = brief_files(
        year, found, programme, proposal, register, names, compiled_on, version, settings().language
    )
    save_documents(year, files, settings().reports, as_of)
    with work() as db:
        mark_done(db, year, Stage.EVALUATE, as_of)
    return version


def _plain_rows(rows: pd.DataFrame) -> list[dict[str, Any]]:
    plain = rows.sort_values("agency").astype(object)
    return records(plain.where(plain.notna(), None))

"""Stage 5's steps: the rows an evaluation is made from, and publishing what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version as version_of
from typing import Any

import pandas as pd
from prefect import task

from coaching.database import (
    agencies,
    attendance,
    evaluation,
    feedback,
    indicators,
    invitations,
    selection,
)
from coaching.database.cycle import mark_done, year_state
from coaching.database.evaluation import Figures
from coaching.database.selection import Proposal
from coaching.database.work import reading, work
from coaching.domain.cycle import Stage, Subject
from coaching.domain.evaluation import Evaluation
from coaching.domain.evidence import earned_points, evidence_rows
from coaching.domain.fingerprints import fingerprint
from coaching.domain.fitted import course
from coaching.domain.foresight import EARLIER_YEARS
from coaching.domain.frames import records
from coaching.domain.grounds import Grounds
from coaching.domain.plan import Plan
from coaching.domain.yearly_values import panel
from coaching.errors import NotYet
from coaching.programme import Programme
from coaching.reports.files import brief_files, brief_words, full_files, save_documents
from coaching.reports.full.words import FullWords, Prints
from coaching.settings import settings
from tasks.retries import STEADY

SOFTWARE = version_of("sinar")


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


@task(task_run_name="publish-evaluation-{year}", **STEADY)
def publish(
    year: int,
    found: Evaluation,
    ground: Evidence,
    grounds: Grounds,
    programme: Programme,
    as_of: date,
) -> int:
    """Store a version of the evaluation and write its pages; return the version.

    The same evaluation again is the same version and the same files.
    """
    document = {
        **found.as_document(),
        "rows": _plain_rows(ground.rows),
        "grounds": grounds.as_document(),
    }
    figures = Figures(
        grounds.plan.plan.outcome, found.coached, found.others, found.estimate,
        found.low, found.high, found.detectable, found.verdict,
    )  # fmt: skip
    sha256 = fingerprint(document)
    with work() as db:
        version, compiled_on = evaluation.publish(db, year, figures, document, sha256, as_of)
        proposal = selection.current(db, year)
        register = attendance.register(db, year)
        names = agencies.titles(db, year)
        promised = feedback.commitments(db, year)
        if proposal is None:
            raise NotYet(stage=Stage.EVALUATE.value, year=year, waits_for=Stage.SELECT.value)
    brief = brief_words(
        year, found, grounds, programme, proposal, register, names, compiled_on, version,
        settings().language,
    )  # fmt: skip
    prints = Prints(proposal.fingerprint, fingerprint(document["rows"]), sha256, SOFTWARE)
    titles = {one.code: (one.short_title, one.unit) for one in programme.all_indicators}
    moved = course(found.fit, ground.past, year, grounds.plan.plan.judged_year(year))
    full = FullWords(brief, titles, ground.rows, promised, moved, prints)
    files = {**brief_files(brief), **full_files(full)}
    save_documents(year, files, settings().reports, as_of)
    with work() as db:
        mark_done(db, year, Stage.EVALUATE, as_of)
    return version


def _plain_rows(rows: pd.DataFrame) -> list[dict[str, Any]]:
    plain = rows.sort_values("agency").astype(object)
    return records(plain.where(plain.notna(), None))

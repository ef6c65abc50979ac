"""Stage 2's steps: what a selection is made from, and storing the proposal."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

import pandas as pd

from coaching.database import agencies, indicators, ledger_counts, lots, proposing, selection
from coaching.database.cycle import mark_done, year_state
from coaching.database.selection import Proposal
from coaching.database.work import Db, reading, work
from coaching.domain.circumstances import Circumstances
from coaching.domain.cycle import Stage
from coaching.domain.fingerprints import canonical, fingerprint, list_fingerprint
from coaching.domain.freezing import frozen_score
from coaching.domain.lot import Seed
from coaching.domain.replaying import indicators_of
from coaching.domain.selection import Selection
from coaching.domain.yearly_values import provisional_count
from coaching.errors import NotYet
from coaching.programme import Programme
from coaching.reports.files import save_documents, selection_files
from coaching.settings import settings
from tasks.retries import STEADY
from tasks.steps import task

LOOK_BACK = 5  # years of silence that can be asked for


@dataclass(frozen=True)
class Ground:
    """What a selection is made from.

    Args:
        values: agency, indicator, period, value, respondents: every period there is.
        in_force: codes of the agencies that existed in the year of the values, in the one
            before it, and so on.
        coached_in: the years in which each agency was coached.
        seed: of the year's lot, where one was published.
    """

    values: pd.DataFrame
    in_force: Sequence[list[str]]
    coached_in: Mapping[str, Collection[int]]
    seed: Seed | None = None

    @property
    def agencies(self) -> list[str]:
        """Codes of the agencies that existed in the year of the values."""
        return self.in_force[0]


@task(task_run_name="read-selection-ground-{year}", **STEADY)
def selection_ground(year: int) -> Ground:
    """Read what the selection of a year is made from.

    Raises:
        NotYet: nothing was pulled for that year.
    """
    with reading() as db:
        if (Stage.PULL, "") not in year_state(db, year).done:
            raise NotYet(stage=Stage.SELECT.value, year=year, waits_for=Stage.PULL.value)
        return Ground(
            values=indicators.values(db),
            in_force=[agencies.in_force(db, year - back) for back in range(1, LOOK_BACK + 1)],
            coached_in=agencies.coached_in(db),
            seed=lots.seed(db, year),
        )


@task(task_run_name="propose-selection-{year}", **STEADY)
def propose(
    year: int,
    choice: Selection,
    programme: Programme,
    known: Circumstances,
    as_of: date,
    detectable: float | None = None,
) -> bool:
    """Freeze and store a proposal; False where nothing changed, or its invitations are leaving.

    Once mails of the year are in the ledger the list has been acted on, and
    the score it was made from must stay the one that evaluation will use.
    """
    score = frozen_score(
        choice,
        year=year,
        indicators=programme.indicators,
        rules=programme.selection_rules(),
        musts=programme.musts(year),
        code_version=version("sinar"),
        circumstances=known,
        detectable=detectable,
    )
    with work() as db:
        if ledger_counts.has_begun(db, year):
            return False
        is_new = proposing.propose(
            db, year,
            outcome=choice.outcome, table=choice.table,
            fingerprint=list_fingerprint(year, choice.agencies),
            score=score, score_json=canonical(score), score_sha256=fingerprint(score),
            as_of=as_of,
        )  # fmt: skip
        mark_done(db, year, Stage.SELECT, as_of)
        return is_new


def provisional_of(db: Db, proposal: Proposal) -> tuple[int, int]:
    """Return how many of the values a list was made from are provisional, and how many there are.

    As they were known on the day of the list; one that became final since is none of them.
    """
    values = indicators.values(db, known_on=proposal.proposed_on)
    codes = [one.code for one in indicators_of(proposal.score)]
    year = int(proposal.score["year"]) - 1
    return provisional_count(values, set(proposal.table["agency"]), codes, year)


@task(task_run_name="write-list-{year}", **STEADY)
def write_list(year: int, programme: Programme) -> int:
    """Write the list that is put up for approval as a page; return how many files are new."""
    with reading() as db:
        proposal = selection.current(db, year)
        names = agencies.titles(db, year - 1)
        provisional = (0, 0) if proposal is None else provisional_of(db, proposal)
    if proposal is None:
        return 0
    files = selection_files(year, programme, proposal, names, settings().language, provisional)
    return save_documents(year, files, settings().reports, proposal.proposed_on)

"""Stage 2: choose the agencies to coach this year."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from coaching.domain.circumstances import Circumstances
from coaching.domain.cycle import Subject, YearOutcome
from coaching.domain.foresight import foreseen
from coaching.domain.progress import Report, RunState
from coaching.domain.selection import Selection, select
from coaching.domain.selection_rules import Outcome
from coaching.domain.usable import silent_agencies, usable
from coaching.programme import Programme
from flows.operating import operation, programme_in_force, today
from tasks.agency_pages import write_agency_pages
from tasks.artifacts import show_list
from tasks.correspondence import ask_for_decision, post_letters
from tasks.cycle import finish_year, open_year, waiting_for_approval
from tasks.letters import send_notice
from tasks.selection import Ground, propose, selection_ground, write_list


@operation("select-target-agencies", run_name="{year}-select-target-agencies")
def select_target_agencies(year: int, as_of: date | None = None) -> Report:
    """Usulkan perangkat daerah yang paling membutuhkan pembinaan; Wali Kota memutuskan.

    The flow ends with the proposal. Approval may take weeks and is a record in
    the database, not a paused run: `cycle` moves on once it is there.

    Args:
        year: the year in which coaching happens; selection uses the year before it.
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    open_year(year, programme, day)
    ground = selection_ground(year)
    basis = basis_of(year, programme, ground)
    choice = choose(year, programme, basis)
    foresight = foreseen(
        ground.values, choice.table, choice.agencies,
        outcome=programme.outcome_indicator.code, year=year,
        judged_year=programme.evaluation.outcome_year(year), rules=programme.evaluation_rules(),
    )  # fmt: skip
    detectable = foresight.detectable if foresight else None
    propose(year, choice, programme, basis.known, day, detectable)
    write_list(year, programme)
    if programme.selection.agency_pages:
        write_agency_pages(year, programme, day, once=True)
    show_list(year, programme)
    if choice.outcome is Outcome.PROPOSED:
        ask_for_decision(year, Subject.SELECTION, programme)
        post_letters(year, programme, day)
        return waiting_for_approval(Subject.SELECTION, year)
    send_notice(year, choice.outcome, programme)
    finish_year(year, YearOutcome(choice.outcome.value), day)
    facts = {"year": year, "agencies": len(choice.table), "missing": len(choice.missing)}
    return Report(FINISHED[choice.outcome], choice.outcome.value, facts)


FINISHED = {
    Outcome.NOBODY_NEEDS_COACHING: RunState.NOBODY_NEEDS_COACHING,
    Outcome.CANNOT_JUDGE: RunState.CANNOT_JUDGE,
}


@dataclass(frozen=True)
class Basis:
    """What a list is made from: the values that can be believed, and what is known beside."""

    values: pd.DataFrame
    agencies: list[str]
    known: Circumstances


def basis_of(year: int, programme: Programme, ground: Ground) -> Basis:
    """Hold back what cannot be believed, and say why."""
    rules, measured_in = programme.selection_rules(), year - 1
    found = usable(
        ground.values, ground.agencies, programme.indicators, measured_in,
        programme.caution(measured_in),
    )  # fmt: skip
    silent = silent_agencies(
        ground.values, ground.in_force[: rules.silent_years], programme.indicators,
        measured_in, rules.minimum_coverage,
    )  # fmt: skip
    known = Circumstances(
        programme.musts(year), ground.coached_in, silent, found.withheld, ground.seed
    )
    return Basis(found.values, ground.agencies, known)


def choose(year: int, programme: Programme, basis: Basis) -> Selection:
    """Apply the rule of selection to what was read."""
    return select(
        basis.values, basis.agencies, programme.indicators, programme.selection_rules(),
        basis.known.musts, basis.known.coached_in, year,
        circumstances=basis.known,
    )  # fmt: skip

"""Where every year stands: what is done, what it waits for, what comes next."""

from datetime import date
from typing import Any

from coaching.database import ledger_counts
from coaching.database.answers import count_waiting
from coaching.database.changes import moved_days
from coaching.database.cycle import all_years, year_state
from coaching.database.decisions import list_as_it_stands
from coaching.database.evaluation import documents
from coaching.database.work import Db
from coaching.domain.cycle import agenda
from coaching.programme import Programme


def status(db: Db, programme: Programme, as_of: date) -> dict[str, Any]:
    """Return where everything stands, as JSON can hold it.

    Returns:
        as_of; years: one entry each (see `_year`); replies_waiting: mails that
        a person has to look at.
    """
    return {
        "as_of": as_of.isoformat(),
        "years": [_year(db, programme, year, as_of) for year in all_years(db)],
        "replies_waiting": count_waiting(db),
    }


def _year(db: Db, programme: Programme, year: int, as_of: date) -> dict[str, Any]:
    """Return year, outcome, done, due, waits_for, next, mails and documents of one year."""
    state = year_state(db, year)
    due = agenda(state, programme.calendar_of(year).with_moved(moved_days(db, year)), as_of)
    waits = None
    if due.waits_for is not None:
        fingerprint, lines = list_as_it_stands(db, due.waits_for, year)
        waits = {
            "subject": due.waits_for.value,
            "fingerprint": fingerprint[:12],
            "recipients": len(lines),
        }
    return {
        "year": year,
        "outcome": state.outcome.value if state.outcome else None,
        "done": sorted({f"{stage.value} {part}".strip() for stage, part in state.done}),
        "due": [
            {
                "stage": step.stage.value,
                "part": step.part,
                "due_on": step.due_on.isoformat(),
                "days_late": step.days_late(as_of),
            }
            for step in due.steps
        ],
        "waits_for": waits,
        "next": (
            {"stage": due.next_stage.value, "on": due.next_on.isoformat()}
            if due.next_stage and due.next_on
            else None
        ),
        "mails": ledger_counts.tally(db, year),
        "documents": documents(db, year),
    }

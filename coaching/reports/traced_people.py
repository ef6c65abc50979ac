"""Figures on people and promises in a report, with the sheets they come from.

Sheets are kept as they were last corrected, not in versions: a figure of a version that was
read from other sheets than those of now cannot be computed again, and is said to be as it
was written down. A figure that a report hides for the smallness of a group is none here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from coaching.database import attendance, feedback
from coaching.database.evaluation import Published
from coaching.database.levels import levels_on_record
from coaching.database.used_sheets import (
    ATTENDANCE,
    COMMITMENTS,
    FEEDBACK,
    UsedSheet,
    prints,
    used_sheets,
)
from coaching.database.work import Db
from coaching.domain.evaluation import Evaluation
from coaching.domain.evidence import CAME, PRESENCES, attendance_counts, invited_counts
from coaching.domain.feedback import COUNTS
from coaching.domain.frames import records
from coaching.domain.kirkpatrick import Response
from coaching.reports.small_groups import FEWEST_PEOPLE, hidden_groups
from coaching.reports.traced_figures import Figure, same
from coaching.reports.traced_levels import hidden_sessions, level_figures

# Which sheets the figures of a level come from; the results come from values alone.
LEVELS: Mapping[str, tuple[str, ...]] = {
    "reaction": (FEEDBACK, ATTENDANCE),
    "learning": (FEEDBACK, ATTENDANCE),
    "behaviour": (COMMITMENTS,),
    "results": (),
}
CODE: Mapping[str, str] = {
    ATTENDANCE: "coaching.domain.evidence.attendance_counts",
    COMMITMENTS: "coaching.database.feedback.commitments",
    "reaction": "coaching.domain.kirkpatrick.reaction",
    "learning": "coaching.domain.kirkpatrick.learning",
    "behaviour": "coaching.domain.kirkpatrick.behaviour",
    "results": "coaching.domain.kirkpatrick.four_levels",
}


@dataclass(frozen=True)
class People:
    """What is recorded of people and promises now.

    Args:
        attendance: people by agency and presence.
        sessions: codes of the sessions to which an agency was called.
        commitments: counts of each agency that reported.
        levels: as they come out now; None where the version has none.
    """

    attendance: Mapping[str, Mapping[str, int]]
    sessions: Mapping[str, frozenset[str]]
    commitments: Mapping[str, Mapping[str, int]]
    levels: Mapping[str, Any] | None
    sheets: Sequence[UsedSheet]


def people_on_record(db: Db, published: Published, found: Evaluation) -> People:
    """Read what is recorded of people, agencies' promises and the four levels.

    Args:
        found: the evaluation, computed again.
    """
    register = attendance.register(db, published.year)
    called = register.groupby("agency")["session"].agg(frozenset)
    promised = records(feedback.commitments(db, published.year))
    rows = published.document["rows"]
    levels = published.document["grounds"].get("levels")
    should = [row for row in rows if row["baseline"] is not None]
    arrived = sum(row["outcome"] is not None for row in should)
    again = levels and levels_on_record(
        db, published.year, found, sum(row["coached"] for row in rows),
        Response(arrived, len(should)), levels["smallest"],
    ).as_document()  # fmt: skip
    return People(
        attendance_counts(register),
        {str(agency): sessions for agency, sessions in called.items()},
        {one["agency"]: one for one in promised}, again, used_sheets(db, published.year),
    )  # fmt: skip


def people_figures(published: Published, people: People) -> Iterator[Figure]:
    """Yield the figures on people and promises of a version, with their sheets."""
    named = published.document.get("sheets")
    now = prints(people.sheets)
    # What no version named cannot be told from what was corrected.
    corrected = {kind for kind in now if named is None or named.get(kind) != now[kind]}
    shown = _shown(published, people.sheets)
    for one, kinds, sessions in _all(published, people):
        used = [
            sheet for sheet in shown
            if sheet.kind in kinds and (sessions is None or sheet.session in sessions)
        ]  # fmt: skip
        is_gone = bool(corrected.intersection(kinds)) and not same(one.value, one.again)
        yield replace(
            one, sheets=used, is_checked=not is_gone, again=None if is_gone else one.again
        )


Told = tuple[Figure, tuple[str, ...], frozenset[str] | None]


def _all(published: Published, people: People) -> Iterator[Told]:
    """Yield each figure with the kinds of its sheets, and their sessions (None: all)."""
    yield from _attendance(published.document.get("attendance", {}), people)
    for agency, counts in (published.document.get("commitments") or {}).items():
        again = people.commitments.get(agency, {})
        for name in COUNTS:
            yield (
                Figure(f"commitments.{name}:{agency}", COMMITMENTS, counts[name],
                       again.get(name), CODE[COMMITMENTS]),
                (COMMITMENTS,), None,
            )  # fmt: skip
    levels = published.document["grounds"].get("levels")
    for level, kinds in LEVELS.items() if levels else ():
        again = level_figures(level, people.levels or {})
        for name, value in level_figures(level, levels).items():
            told = Figure(
                f"levels.{level}.{name}", f"levels-{level}", value, again.get(name), CODE[level]
            )
            yield told, kinds, None


def _attendance(printed: Mapping[str, Mapping[str, int]], people: People) -> Iterator[Told]:
    """Yield the counts of all, and of each agency that is not a handful of people."""
    hidden = hidden_groups(invited_counts(printed))
    told, again = _sums(printed.values()), _sums(people.attendance.values())
    if told["invited"] >= FEWEST_PEOPLE:
        yield from _counts("", told, again, None)
    for agency, counts in printed.items():
        if agency not in hidden:
            now = _sums([people.attendance.get(agency, {})])
            yield from _counts(f":{agency}", _sums([counts]), now, people.sessions.get(agency))


def _counts(
    whose: str, told: Mapping[str, int], again: Mapping[str, int], sessions: frozenset[str] | None
) -> Iterator[Told]:
    for name, value in told.items():
        figure = Figure(
            f"attendance.{name}{whose}", ATTENDANCE, value, again[name], CODE[ATTENDANCE]
        )
        yield figure, (ATTENDANCE,), sessions


def _sums(told: Any) -> dict[str, int]:
    counts = {name: sum(one.get(name, 0) for one in told) for name in PRESENCES}
    invited, came = sum(counts.values()), sum(counts[name] for name in CAME)
    return {"invited": invited, "came": came, **counts}


def _shown(published: Published, sheets: Sequence[UsedSheet]) -> list[UsedSheet]:
    """Return the sheets, without how many rows those of few people hold."""
    levels = published.document["grounds"].get("levels") or {}
    few = {
        ATTENDANCE: _of_few(sheets, ATTENDANCE, FEWEST_PEOPLE),
        FEEDBACK: _of_few(sheets, FEEDBACK, levels.get("smallest", FEWEST_PEOPLE))
        | hidden_sessions(levels),
        COMMITMENTS: frozenset(),  # of agencies, which are no people
    }
    return [replace(one, rows=None) if one.session in few[one.kind] else one for one in sheets]


def _of_few(sheets: Sequence[UsedSheet], kind: str, fewest: int) -> frozenset[str]:
    return hidden_groups({one.session: one.rows or 0 for one in sheets if one.kind == kind}, fewest)

"""The tables others rely on, as data frames and as CSV or JSON text."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple
from typing import Any

import pandas as pd
from sqlalchemy import select

from coaching.database import (
    answers,
    attendance,
    indicators,
    measurements,
    pulls,
    selection,
    tables,
    whom,
)
from coaching.database.cycle import all_years
from coaching.database.memory import memory
from coaching.database.work import Db
from coaching.domain.frames import records
from coaching.rendering.mail_reasons import reasons
from coaching.rendering.reasons import reason_sentence
from coaching.reports import level_table

KEY_SHOWN = 8  # characters of a person key: enough to tell people apart, nothing to look up

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "measurements": measurements.COLUMNS,
    "selection": (
        "year", "agency", "need", "rank", "decision", "reason", "probability", "zone",
    ),
    "indicator-values": ("agency", "indicator", "period", "value", "respondents", "status"),
    "pulls": (
        "source", "number", "taken_on", "taken_at", "read", "accepted", "rejected", "left_out",
        "correction", "sha256",
    ),
    "invitations": (
        "year", "session", "agency", "person", "kind", "revision", "state", "sent_at",
    ),
    "attendance": ("year", "session", "agency", "person", "presence"),
    "overrides": ("year", "agency", "change", "reason", "note_number", "entered_at"),
    "evaluation": (
        "year", "indicator", "coached", "others", "estimate", "low", "high", "detectable",
        "verdict",
    ),
    "programme-memory": (
        "year", "agency", "times", "decision", "need", "before", "expected", "after", "difference",
    ),
    "levels": level_table.COLUMNS,
    "queue": ("mail", "incoming", "reason", "read_at", "session", "agency"),
}  # fmt: skip


def table(db: Db, name: str, language: str, titles: Mapping[str, Any]) -> pd.DataFrame:
    """Return one of the tables of `COLUMNS`, in an order that does not change by itself.

    Args:
        titles: what reasons call the indicators, as `reason_sentence` takes it.
    """
    makers: dict[str, Callable[[], list[tuple[object, ...]]]] = {
        "indicator-values": lambda: _indicator_values(db),
        "measurements": lambda: _measurements(db),
        "pulls": lambda: _pulls(db),
        "selection": lambda: _selection(db, language, titles),
        "invitations": lambda: _invitations(db),
        "attendance": lambda: _attendance(db),
        "overrides": lambda: _overrides(db),
        "evaluation": lambda: _evaluation(db),
        "programme-memory": lambda: [astuple(one) for one in memory(db)],
        "levels": lambda: level_table.level_rows(db),
        "queue": lambda: _queue(db, language),
    }
    return pd.DataFrame(makers[name](), columns=list(COLUMNS[name]), dtype=object)


def as_csv(frame: pd.DataFrame) -> str:
    """Return the table as CSV; an empty one is its header."""
    return frame.to_csv(index=False, lineterminator="\n")


def as_json(frame: pd.DataFrame) -> str:
    """Return the table as a JSON list of objects, one per row."""
    return frame.to_json(orient="records", indent=2, force_ascii=False) + "\n"


def _indicator_values(db: Db) -> list[tuple[object, ...]]:
    frame = indicators.values(db)
    return [
        (
            row["agency"], row["indicator"], row["period"], row["value"],
            _whole(row["respondents"]), "provisional" if row["is_provisional"] else "final",
        )
        for row in records(frame)
    ]  # fmt: skip


def _pulls(db: Db) -> list[tuple[object, ...]]:
    return [
        (
            one.source, one.number, one.taken_on.isoformat(),
            one.taken_at.isoformat() if one.taken_at else None, one.rows_read, one.accepted,
            one.rejected, one.left_out, one.is_correction, one.sha256,
        )
        for one in pulls.all_pulls(db)
    ]  # fmt: skip


def _measurements(db: Db) -> list[tuple[object, ...]]:
    frame = measurements.latest(db)
    return [
        tuple(None if pd.isna(row[name]) else row[name] for name in measurements.COLUMNS)
        for row in records(frame)
    ]


def _whole(number: Any) -> int | None:
    return None if pd.isna(number) else int(number)


def _selection(db: Db, language: str, titles: Mapping[str, Any]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for year in all_years(db):
        proposal = selection.current(db, year)
        if proposal is None:
            continue
        for line in records(proposal.table):
            need = None if pd.isna(line["need"]) else line["need"]
            reason = reason_sentence(line["reason"], language, titles)
            rank = _whole(line["rank"])
            chance = None if pd.isna(line["probability"]) else line["probability"]
            rows.append(
                (year, line["agency"], need, rank, line["decision"], reason, chance, line["zone"])
            )
    return rows


def _overrides(db: Db) -> list[tuple[object, ...]]:
    """Return what every decision changed, also one that a later one replaced."""
    row, decided = tables.ApprovalOverride, tables.Approval
    query = (
        select(row, decided)
        .join(decided, decided.id == row.approval_id)
        .order_by(decided.year, decided.entered_at, row.agency_code)
    )
    return [
        (
            approval.year, one.agency_code, one.change.value, one.reason,
            approval.note_number, approval.entered_at.isoformat(),
        )
        for one, approval in db.execute(query).tuples()
    ]  # fmt: skip


def _invitations(db: Db) -> list[tuple[object, ...]]:
    """Return a row for each mail; of one to a shared mailbox all whom it names."""
    mail, person, named = tables.MailMessage, tables.Person, whom.named()
    query = (
        select(mail, person)
        .outerjoin(named, named.c.mail_id == mail.id)
        .outerjoin(person, person.key == named.c.person_key)
        .order_by(mail.year, mail.session, person.agency_code, mail.id, person.key)
    )
    told: dict[int, tuple[tables.MailMessage, list[tables.Person]]] = {}
    for row, one in db.execute(query).tuples():
        people = told.setdefault(row.id, (row, []))[1]
        people += [one] if one is not None else []
    return [
        (
            row.year, row.session, _in_a_row(one.agency_code for one in people),
            _in_a_row(one.key[:KEY_SHOWN] for one in people), row.kind.value,
            row.revision, row.state.value, row.sent_at.isoformat() if row.sent_at else None,
        )
        for row, people in told.values()
    ]  # fmt: skip


def _in_a_row(words: Iterable[str | None]) -> str | None:
    """Return different words behind each other."""
    return " ".join(dict.fromkeys(word for word in words if word)) or None


def _attendance(db: Db) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for year in all_years(db):
        register = attendance.register(db, year).dropna(subset=["presence"])
        rows += [
            (year, line["session"], line["agency"], line["person"][:KEY_SHOWN], line["presence"])
            for line in records(register)
        ]
    return rows


def _evaluation(db: Db) -> list[tuple[object, ...]]:
    row = tables.Evaluation
    newest: dict[int, tables.Evaluation] = {}
    for one in db.scalars(select(row).order_by(row.year, row.version)):
        newest[one.year] = one
    return [
        (
            one.year, one.indicator, one.coached, one.others, one.estimate, one.low, one.high,
            one.detectable, one.verdict.value,
        )
        for one in newest.values()
    ]  # fmt: skip


def _queue(db: Db, language: str) -> list[tuple[object, ...]]:
    return [
        (
            one.message_id, one.kind, reasons(one.reason, language), one.read_at.isoformat(),
            one.session, one.agency,
        )
        for one in answers.queue(db)
    ]  # fmt: skip

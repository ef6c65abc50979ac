"""What operators see beside a run: tables and progress in the Prefect UI, without names."""

from collections import Counter
from datetime import date
from typing import Any
from urllib.parse import quote

import pandas as pd
from prefect.artifacts import (
    create_markdown_artifact,
    create_table_artifact,
)

from coaching.database import agencies, attendance, invitations, ledger_counts, selection
from coaching.database.decisions import list_as_it_stands
from coaching.database.doubts import doubts
from coaching.database.evaluation import documents
from coaching.database.memory import memory
from coaching.database.work import reading
from coaching.domain.cycle import Subject
from coaching.domain.frames import records
from coaching.domain.grounds import Grounds
from coaching.domain.progress import Report
from coaching.mail.preview import Preview
from coaching.programme import Programme
from coaching.rendering.formats import number, percent, short_date
from coaching.rendering.reasons import reason_sentence
from coaching.rendering.words import has, say, term
from coaching.reports.levels import levels_section
from coaching.reports.sentences import plain
from coaching.reports.small_groups import FEWEST_PEOPLE, hidden_groups
from coaching.reports.status import status
from coaching.reports.wording import Wording
from coaching.settings import settings
from tasks.retries import STEADY
from tasks.selection import provisional_of
from tasks.steps import task


@task(task_run_name="show-years", **STEADY)
def show_years(programme: Programme, as_of: date) -> None:
    """Show where every year stands."""
    with reading() as db:
        found = status(db, programme, as_of)
    rows = [
        {
            _word("year"): one["year"],
            _word("done"): ", ".join(_stage(*done.split(" ", 1)) for done in one["done"]),
            _word("waits"): _term("subject", (one["waits_for"] or {}).get("subject", "")),
            _word("next"): _stage(*(one["next"] or {"stage": ""}).values()),
            _word("outcome"): _term("outcome", one["outcome"] or ""),
        }
        for one in found["years"]
    ]
    _table("years", rows)


@task(task_run_name="show-list-{year}", **STEADY)
def show_list(year: int, programme: Programme) -> None:
    """Show the proposed list with its reasons."""
    with reading() as db:
        proposal = selection.current(db, year)
        names = agencies.titles(db, year - 1)
        provisional, values = (0, 0) if proposal is None else provisional_of(db, proposal)
    if proposal is None:
        return
    language = settings().language
    titles = {one.code: one for one in programme.all_indicators}
    rows = [
        {
            _word("rank"): "" if pd.isna(row["rank"]) else int(row["rank"]),
            _word("agency"): names[row["agency"]],
            _word("need"): "" if pd.isna(row["need"]) else number(row["need"], language, digits=2),
            _word("probability"): _chance(row["probability"], language),
            _word("decision"): _word(f"decision-{row['decision']}"),
            _word("reason"): reason_sentence(row["reason"], language, titles),
        }
        for row in records(proposal.table)
    ]
    facts = {
        "year": year,
        "fingerprint": proposal.fingerprint[:12],
        "count": len(proposal.agencies),
    }
    about = _word("list-about", **facts)
    if provisional:
        about += " " + _word("list-provisional", provisional=provisional, values=values)
    _table(f"list-{year}", rows, about)


@task(task_run_name="show-invitations-{year}", **STEADY)
def show_invitations(year: int) -> None:
    """Show how many people of which agency are called to which session; no names."""
    with reading() as db:
        calls = invitations.planned(db, year)
        fingerprint, lines = list_as_it_stands(db, Subject.INVITATIONS, year)
        held_on = {one.code: one.held_on for one in invitations.sessions(db, year)}
        names = agencies.titles(db, year)
    people = Counter((call.session, call.agency) for call in calls)
    rows = [
        {
            _word("session"): session,
            _word("day"): short_date(held_on[session], settings().language),
            _word("agency"): names[agency],
            _word("people"): count,
        }
        for (session, agency), count in people.items()
    ]
    facts = {"year": year, "fingerprint": fingerprint[:12], "count": len(lines)}
    _table(f"invitations-{year}", rows, _word("invitations-about", **facts))


@task(task_run_name="show-mail-{year}", **STEADY)
def show_mail(year: int) -> None:
    """Show how many mails are in which state, and those in doubt."""
    with reading() as db:
        count = ledger_counts.tally(db, year)
        unsure = [one for one in doubts(db) if one.year == year]
    _table(
        f"mail-{year}",
        [
            {_word("state"): _term("mails", state), _word("count"): mails}
            for state, mails in count.items()
        ],
    )
    if unsure:
        _table(
            f"doubts-{year}",
            [
                {
                    _word("session"): one.session,
                    _word("agency"): one.agency or "",
                    "Message-ID": one.message_id,
                }
                for one in unsure
            ],
            _word("doubts-about"),
        )  # fmt: skip


@task(task_run_name="show-attendance-{year}", **STEADY)
def show_attendance(year: int) -> None:
    """Show how many came, by session and agency."""
    with reading() as db:
        register = attendance.register(db, year).fillna({"presence": "unanswered"})
    register = register[~of_few(register)]
    counts = register.groupby(["session", "agency", "presence"]).size().unstack(fill_value=0)
    rows = [
        {_heading(str(column)): value for column, value in row.items()}
        for row in records(counts.reset_index())
    ]
    _table(f"attendance-{year}", rows, _word("attendance-about", few=FEWEST_PEOPLE))


def of_few(register: pd.DataFrame) -> "pd.Series[bool]":
    """Say which rows are of agencies of which so few were invited to a session."""
    people = register.groupby(["session", "agency"]).size()
    hidden = {
        (session, agency)
        for session, own in people.groupby("session")
        for agency in hidden_groups(dict(own.droplevel("session")))
    }
    pairs = zip(register["session"], register["agency"], strict=True)
    return pd.Series([one in hidden for one in pairs], register.index, dtype=bool)


@task(task_run_name="show-verdict-{year}", **STEADY)
def show_verdict(year: int, report: Report, grounds: Grounds, programme: Programme) -> None:
    """Show the verdict, what came of it on four levels, and where its pages lie."""
    told = say(f"states.{report.words}", settings().language, **report.facts)
    with reading() as db:
        at = programme.operators.documents_at
        pages = "\n".join(f"- {linked(path, at)}" for path in documents(db, year))
    outcome = programme.indicator(grounds.plan.plan.outcome)
    found = levels_section(Wording(settings().language, outcome.unit, differs=True), grounds.levels)
    levels = "\n".join(
        f"- **{row['name']}**: {plain(row['words'])}" for one in found for row in one["rows"]
    )
    create_markdown_artifact(key=f"verdict-{year}", markdown=f"{told}\n\n{levels}\n\n{pages}")


@task(task_run_name="show-memory", **STEADY)
def show_memory(programme: Programme) -> None:
    """Show who was coached how often, and with what result."""
    with reading() as db:
        coachings = memory(db)
        names = agencies.titles(db)
    language = settings().language
    rows = [
        {
            _word("year"): one.year,
            _word("agency"): names.get(one.agency, one.agency),
            _word("times"): one.times,
            _word("difference"): ""
            if one.difference is None
            else number(one.difference, language, digits=1, signed=True),
        }
        for one in coachings
    ]
    outcome = programme.indicator(programme.evaluation.outcome_indicator)
    _table("programme-memory", rows, _word("memory-about", indicator=outcome.short_title))


def linked(path: str, at: str) -> str:
    """Return a document's path as markdown: a link where a web server shows the folder."""
    return f"[{path}]({at.rstrip('/')}/{quote(path)})" if at else f"`{path}`"


@task(task_run_name="show-preview-{made.session}", **STEADY)
def show_preview(made: Preview) -> None:
    """Show what is about to leave: how much, to how many, and what differs from the list."""
    told = {
        "mails": len(made.mails),
        "people": made.people,
        "approved": made.approved,
        "bytes": made.size,
        "attachments": len(made.attachments),
        "added": ", ".join(made.added) or "–",
        "left-out": ", ".join(made.left_out) or "–",
    }
    table = "\n".join(f"| {_word(f'preview-{name}')} | {value} |" for name, value in told.items())
    about = _word("preview-about", year=made.year, session=made.session)
    create_markdown_artifact(
        key=f"preview-{made.year}-{made.session}", markdown=f"{about}\n\n| | |\n|---|---|\n{table}"
    )


def _table(key: str, rows: list[dict[str, Any]], about: str | None = None) -> None:
    create_table_artifact(key=key, table=rows, description=about)


def _stage(stage: str, part: str = "") -> str:
    return f"{_term('stage', stage)} {part}".strip()


def _term(kind: str, value: str) -> str:
    return term(kind, value, settings().language)


def _chance(probability: float, language: str) -> str:
    return "" if pd.isna(probability) else percent(probability, language)


def _heading(column: str) -> str:
    known = has(f"artifacts.{column}", settings().language)
    return _word(column) if known else column


def _word(key: str, **facts: object) -> str:
    return say(f"artifacts.{key}", settings().language, **facts)

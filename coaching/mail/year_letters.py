"""Letters about a whole year: to the appointing authority, and to heads of chosen agencies."""

from collections import Counter
from datetime import datetime

import pandas as pd

from coaching.database import agencies, evaluation, invitations, people, requests, selection
from coaching.database.ledger import Claimed
from coaching.database.requests import Request
from coaching.database.selection import Proposal
from coaching.database.work import Db, reading
from coaching.domain.cycle import Subject
from coaching.domain.frames import records
from coaching.errors import NotYet
from coaching.mail.letter_words import listed_agencies, sender
from coaching.mail.messages import Attachment
from coaching.mail.nominating import blank_form, nomination_words
from coaching.mail.official import notice_file, write_notice
from coaching.mail.posting import Compose
from coaching.mail.writing import PDF, Desk
from coaching.programme import Programme
from coaching.rendering.formats import long_date, number
from coaching.rendering.letter_words import ApprovalWords, ListedAgency, ReportWords
from coaching.rendering.words import say

SHOWN = 12  # characters of a fingerprint


def notices(desk: Desk, year: int, _session: str) -> Compose:
    """Return what tells the appointing authority how a year ended without coaching."""

    def compose(claimed: Claimed, moment: datetime) -> bytes:
        """Return the mail as sent, with the letter as PDF."""
        words = write_notice(year, claimed.kind, desk.programme, desk.given.letters)
        name = notice_file(year, claimed.kind)
        file = Attachment(name, PDF, (desk.given.letters / name).read_bytes())
        return desk.write(words, claimed, moment, attachments=(file,))

    return compose


def approval_requests(desk: Desk, year: int, _session: str) -> Compose:
    """Return what asks the appointing authority for a decision on a list."""

    def compose(claimed: Claimed, moment: datetime) -> bytes:
        """Return the mail; a list of agencies goes along as PDF, a list of people as counts."""
        with reading() as db:
            asked = requests.request(db, year, claimed.revision)
            proposal = _proposal(db, year)
            lines, count = _asked_about(db, desk, year, asked, proposal)
        return desk.write(
            _approval_words(desk.programme, year, asked, lines, count), claimed, moment,
            attachments=_list_file(desk, year, asked, proposal),
        )  # fmt: skip

    return compose


def _approval_words(
    programme: Programme, year: int, asked: Request, lines: tuple[ListedAgency, ...], count: int
) -> ApprovalWords:
    authority = programme.appointing_authority
    return ApprovalWords(
        sender=sender(programme), authority=authority.title, recipient=authority.name,
        title=authority.title, year=year, subject=asked.subject.value, count=count,
        fingerprint=asked.fingerprint[:SHOWN], lines=lines,
    )  # fmt: skip


def _asked_about(
    db: Db, desk: Desk, year: int, asked: Request, proposal: Proposal
) -> tuple[tuple[ListedAgency, ...], int]:
    if asked.subject is Subject.SELECTION:
        names = agencies.titles(db, year - 1)
        lines = listed_agencies(desk.programme, proposal, names, desk.language)
        return lines, len(lines)
    calls = invitations.planned(db, year)
    names = agencies.titles(db, year)
    sessions = {one.code: one for one in invitations.sessions(db, year)}
    counts = Counter((call.session, call.agency) for call in calls)
    return tuple(
        ListedAgency(
            names[agency],
            say("letters.called", desk.language, count=count, place=sessions[session].venue_name,
                day=long_date(sessions[session].held_on, desk.language)),
        )
        for (session, agency), count in counts.items()
    ), len(calls)  # fmt: skip


def _list_file(desk: Desk, year: int, asked: Request, proposal: Proposal) -> tuple[Attachment, ...]:
    """Return the list of agencies as it was put up for approval; lists of people never leave."""
    file = desk.given.reports / f"{year}-selection-r{proposal.revision}.pdf"
    if asked.subject is not Subject.SELECTION or not file.exists():
        return ()
    return (Attachment(file.name, PDF, file.read_bytes()),)


def reports(desk: Desk, year: int, _session: str) -> Compose:
    """Return what brings the evaluation to the appointing authority."""
    authority = desk.programme.appointing_authority

    def compose(claimed: Claimed, moment: datetime) -> bytes:
        """Return the mail: the verdict in words, the page as PDF."""
        with reading() as db:
            lead, verdict, version = _found(db, desk, year)
        file = desk.given.reports / f"{year}-evaluation-v{version}.pdf"
        words = ReportWords(
            sender=sender(desk.programme), authority=authority.title, recipient=authority.name,
            title=authority.title, year=year, lead=lead,
            headline=say(f"letters.verdict-{verdict}", desk.language),
        )  # fmt: skip
        attached = (Attachment(file.name, PDF, file.read_bytes()),) if file.exists() else ()
        return desk.write(words, claimed, moment, attachments=attached)

    return compose


def _found(db: Db, desk: Desk, year: int) -> tuple[str, str, int]:
    found = evaluation.latest(db, year)
    if found is None:
        raise NotYet(stage="report", year=year, waits_for="compile-evaluation")
    facts: dict[str, object] = {"coached": found.coached, "others": found.others}
    key = "letters.counts"
    if found.estimate is not None and not pd.isna(found.estimate):
        key = "letters.estimate"
        facts |= {
            name: number(getattr(found, name), desk.language)
            for name in ("estimate", "low", "high")
        }
    return say(key, desk.language, **facts), found.verdict.value, found.version


def nomination_requests(desk: Desk, year: int, _session: str) -> Compose:
    """Return what asks the heads of chosen agencies whom to invite."""
    with reading() as db:
        proposal = _proposal(db, year)
        heads = people.heads(db, proposal.agencies)
        names = agencies.titles(db, year)
    reasons = {row["agency"]: row["reason"] for row in records(proposal.table)}

    def compose(claimed: Claimed, moment: datetime) -> bytes:
        """Return the mail to one head, with the form to fill in."""
        head = heads[claimed.person]
        words = nomination_words(
            desk.programme, year, head, names[head.agency], reasons[head.agency], desk.language
        )
        form = blank_form(desk.programme, year, head.agency, names[head.agency], desk.language)
        return desk.write(words, claimed, moment, attachments=(form,))

    return compose


def _proposal(db: Db, year: int) -> Proposal:
    proposal = selection.current(db, year)
    if proposal is None:
        raise NotYet(stage="letters", year=year, waits_for="select-target-agencies")
    return proposal

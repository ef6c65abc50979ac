"""What letters say, gathered from the records and from `config/`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import pandas as pd

from coaching.database import agencies, invitations, selection
from coaching.database.invitations import Call, SessionFacts
from coaching.database.selection import Approved, Proposal
from coaching.database.work import Db
from coaching.domain.cycle import Subject
from coaching.domain.frames import records
from coaching.domain.invitations import MailKind
from coaching.domain.overrides import as_decided
from coaching.errors import NotYet
from coaching.programme import PlannedSession, Programme
from coaching.rendering.formats import zone_name
from coaching.rendering.letter_words import (
    ListedAgency,
    OfficialLetterWords,
    Sender,
    SessionWords,
)
from coaching.rendering.reasons import reason_sentence
from coaching.rendering.words import say
from coaching.rendering.year_notice_words import MissingValue, NoticeWords


@dataclass(frozen=True)
class Gathered:
    """What all letters of one session share.

    Args:
        reasons: why each agency was chosen, in sentences.
        names: of the agencies in the year of coaching.
        group: the employee group the session is for; empty: the chosen agencies.
    """

    programme: Programme
    facts: SessionFacts
    planned: PlannedSession
    calls: tuple[Call, ...]
    names: Mapping[str, str]
    reasons: Mapping[str, str]
    chosen: int
    language: str
    group: str = ""

    @cached_property
    def sender(self) -> Sender:
        """Who writes."""
        return sender(self.programme)

    @cached_property
    def session(self) -> SessionWords:
        """When and where."""
        return session_words(self.facts)

    @property
    def answer_by(self) -> datetime:
        """Until when answers are asked for: as long before the session as `config/` says."""
        return self.planned.answer_by + (self.facts.held_on - self.planned.held_on)

    @cached_property
    def by_person(self) -> Mapping[str, Call]:
        """The call of each person."""
        return {one.person: one for one in self.calls}

    @cached_property
    def participants(self) -> Mapping[str, int]:
        """How many are called from each agency."""
        return Counter(one.agency for one in self.calls if one.withdrawn_why is None)


def session_words(one: SessionFacts | PlannedSession) -> SessionWords:
    """Return when and where, as letters say it."""
    return SessionWords(
        one.held_on, one.starts, one.ends, zone_name(one.time_zone, one.held_on),
        one.venue_name, one.venue_address, one.agenda,
    )  # fmt: skip


def planned_words(programme: Programme, year: int) -> tuple[SessionWords, ...]:
    """Return when and where the sessions of a year are to be, by `config/`."""
    return tuple(map(session_words, programme.sessions_of(year)))


def gather(db: Db, year: int, session: str, programme: Programme, language: str) -> Gathered:
    """Read what the letters of a session share.

    Raises:
        NotYet: there is no list, or `config/` no longer knows the session.
    """
    proposal = selection.current(db, year)
    planned = [one for one in programme.sessions_of(year) if one.code == session]
    facts = [one for one in invitations.sessions(db, year) if one.code == session]
    if proposal is None or not planned or not facts:
        raise NotYet(stage="send-invitations", year=year, waits_for=session)
    decided = selection.approval(db, Subject.SELECTION, year)
    names = agencies.titles(db, year)
    groups = {one.code: one.name for one in programme.groups_of(year)}
    group = groups.get(planned[0].group or "", "")
    reasons = (
        dict.fromkeys(names, say("letters.group-reason", language, group=group))
        if group
        else _reasons(programme, proposal, decided, language)
    )
    return Gathered(
        programme=programme,
        facts=facts[0],
        planned=planned[0],
        calls=tuple(invitations.planned(db, year, session)),
        names=names,
        reasons=reasons,
        chosen=len(decided.approved_list) if decided else len(proposal.agencies),
        language=language,
        group=group,
    )


def _reasons(
    programme: Programme, proposal: Proposal, decided: Approved | None, language: str
) -> dict[str, str]:
    """Return why each agency is on the list as it was decided, in sentences."""
    titles = {one.code: one for one in programme.all_indicators}
    overrides = {one.agency: one for one in decided.overrides} if decided else {}
    return {
        row["agency"]: reason_sentence(
            as_decided(row["reason"], overrides.get(row["agency"])), language, titles
        )
        for row in records(proposal.table)
    }


def official_words(
    given: Gathered, year: int, agency: str, number: str, dated_on: date
) -> OfficialLetterWords:
    """Return the words of the official letter to one agency."""
    programme = given.programme
    return OfficialLetterWords(
        sender=given.sender,
        session=given.session,
        number=number,
        dated_on=dated_on,
        place=programme.city.place,
        letter_class=programme.letter.letter_class,
        subject=programme.letter.subject,
        addressee=given.names[agency],
        year=year,
        chosen=given.chosen,
        indicators=len(programme.indicators),
        answer_by=given.answer_by,
        signatory_nip=programme.signatory.nip,
        copies_to=programme.letter.copies_to,
        group=given.group,
    )


def notice_words(
    programme: Programme, proposal: Proposal, kind: MailKind, names: Mapping[str, str]
) -> NoticeWords:
    """Return the words of the letter that tells how a year ended without coaching."""
    titles = {one.code: one.short_title for one in programme.all_indicators}
    period = str(proposal.year - 1)
    missing = tuple(
        MissingValue(names[row["agency"]], titles.get(code, code), period)
        for row in records(proposal.table.sort_values("agency"))
        for code in row["reason"]["missing"]
    )
    rules = programme.selection
    return NoticeWords(
        sender=sender(programme),
        kind=kind.value,
        recipient=programme.appointing_authority.name,
        title=programme.appointing_authority.title,
        year=proposal.year,
        values_of=proposal.year - 1,
        dated_on=proposal.proposed_on,
        place=programme.city.place,
        agencies=len(proposal.table),
        judged=int(pd.notna(proposal.table["rank"]).sum()),
        minimum_agencies=rules.minimum_agencies,
        minimum_judged_percent=round(100 * rules.minimum_judged_share),
        indicators=len(programme.indicators),
        missing=missing,
        signatory_nip=programme.signatory.nip,
    )


def listed_agencies(
    programme: Programme, proposal: Proposal, names: Mapping[str, str], language: str
) -> tuple[ListedAgency, ...]:
    """Return the chosen agencies with the reason of each, neediest first."""
    titles = {one.code: one for one in programme.all_indicators}
    reasons = {row["agency"]: row["reason"] for row in records(proposal.table)}
    return tuple(
        ListedAgency(names[agency], reason_sentence(reasons[agency], language, titles))
        for agency in proposal.agencies
    )


def sender(programme: Programme) -> Sender:
    """Return who writes."""
    organiser, signatory = programme.organiser, programme.signatory
    return Sender(
        government=programme.city.government,
        city=programme.city.name,
        organiser=organiser.name,
        short_name=organiser.short_name,
        address=organiser.address,
        telephone=organiser.telephone,
        email=organiser.email,
        contact_name=organiser.contact_name,
        contact_telephone=organiser.contact_telephone,
        contact_hours=organiser.contact_hours,
        signatory_title=signatory.title,
        signatory_name=signatory.name,
        signatory_rank=signatory.rank,
        is_invented=programme.city.is_invented,
    )

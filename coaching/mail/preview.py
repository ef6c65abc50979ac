"""Before mails leave: their exact bytes as files, their number, and what differs from the list."""

import csv
import hashlib
import io
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes

from sqlalchemy import select

from coaching.database import invitations, ledger, selection, tables, whom
from coaching.database.ledger import Claimed
from coaching.database.work import Db, reading, work
from coaching.domain.cycle import Subject
from coaching.domain.fingerprints import difference
from coaching.domain.invitations import invitation_lines, short
from coaching.errors import PreviewStale
from coaching.mail.posting import Compose
from coaching.rendering.files import save
from coaching.settings import Settings

COLUMNS = ("file", "message_id", "kind", "agency", "bytes", "sha256", "attachments", "people")


@dataclass(frozen=True)
class Preview:
    """The mails of one session that wait.

    Args:
        mails: SHA-256 of the exact bytes by Message-ID.
        people: whom they are for; those who share a mailbox get one mail.
        attachments: SHA-256 by name of the file.
        approved: how many stand on the approved list; None: nobody has approved one.
        added: mails to people who are not on it, as a message may show them.
        left_out: people on it, called to this session, whom no mail waits for or was sent to.
    """

    year: int
    session: str
    mails: Mapping[str, str]
    attachments: Mapping[str, str]
    size: int
    people: int
    approved: int | None
    added: Sequence[str]
    left_out: Sequence[str]


def make(
    given: Settings, year: int, session: str, compose: Compose, waiting: Iterable[Claimed]
) -> Preview:
    """Write each waiting mail as it would leave into `preview/`, and a list of them."""
    folder = given.output_dir / "preview" / f"{year}-{session or 'year'}"
    shutil.rmtree(folder, ignore_errors=True)  # of an earlier look nothing may be left
    with reading() as db:
        agencies = {call.person: call.agency for call in invitations.planned(db, year)}
    mails: dict[str, str] = {}
    attachments: dict[str, str] = {}
    rows, size, people = [], 0, 0
    for mail in waiting:
        raw = compose(mail, mail.queued_at)
        found = _attachments(raw)
        name = f"{mail.kind.value}-{mail.id:05d}.eml"
        save(folder / name, raw)
        mails[mail.message_id] = hashlib.sha256(raw).hexdigest()
        attachments |= found
        size, people = size + len(raw), people + len(mail.people)
        theirs = dict.fromkeys(agencies.get(person, "") for person in mail.people)
        rows.append((name, mail.message_id, mail.kind.value, " ".join(theirs), len(raw),
                     mails[mail.message_id], " ".join(found), len(mail.people)))  # fmt: skip
    save(folder / "preview.csv", _as_csv(rows))
    return Preview(
        year, session, mails, attachments, size, people, *_against_the_list(year, session)
    )


def _attachments(raw: bytes) -> dict[str, str]:
    """Return what goes along with a mail; its calendar entry is the person's own."""
    found = {}
    for part in message_from_bytes(raw).walk():
        name, content = part.get_filename(), part.get_payload(decode=True)
        if name and isinstance(content, bytes) and part.get_content_type() == "application/pdf":
            found[name] = hashlib.sha256(content).hexdigest()
    return found


def _as_csv(rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return text.getvalue().encode()


def _against_the_list(year: int, session: str) -> tuple[int | None, list[str], list[str]]:
    with reading() as db:
        decided = selection.approval(db, Subject.INVITATIONS, year)
        mailed = invitation_lines((session, person) for person in _mailed(db, year, session))
        called = invitation_lines(
            (one.session, one.person) for one in invitations.in_force(db, year, session)
        )
    if decided is None:
        return None, [], []
    here = [line for line in decided.approved_list if line in set(called)]
    added, left_out = difference(here, mailed)
    return decided.recipients, short(added), short(left_out)


def _mailed(db: Db, year: int, session: str) -> set[str]:
    row, named = tables.MailMessage, whom.named()
    query = select(named.c.person_key).join(row, row.id == named.c.mail_id)
    return set(db.scalars(query.where(row.year == year, row.session == session)))


def check(preview: Preview) -> None:
    """Compare with what was looked at before; the first look is kept.

    Raises:
        PreviewStale: a text, an attachment or the number of mails is another one by now, or
            somebody is to get a mail who is not on the approved list.
    """
    with work() as db:
        looked_at = _stored(db, preview)
        if looked_at is None:
            _keep(db, preview)
            return
        what = _changed(preview, looked_at)
    if what is not None:
        raise PreviewStale(year=preview.year, session=preview.session, what=what)


def _changed(now: Preview, then: tables.SendPreview) -> str | None:
    if now.added:
        return "list"
    if any(then.attachments.get(name, sha) != sha for name, sha in now.attachments.items()):
        return "attachment"
    if any(then.mails.get(name, sha) != sha for name, sha in now.mails.items()):
        return "text"
    more = now.approved is not None and len({*then.mails, *now.mails}) > now.approved
    return "volume" if more else None


def keep(preview: Preview) -> None:
    """Keep a new look in the place of the one before: a person has asked for it."""
    with work() as db:
        forget(db, preview.year, preview.session)
        _keep(db, preview)


def forget(db: Db, year: int, session: str) -> None:
    """Drop what was looked at: a person has changed what it showed."""
    row = tables.SendPreview
    for one in db.scalars(select(row).where(row.year == year, row.session == session)):
        db.delete(one)
    db.flush()


def _stored(db: Db, preview: Preview) -> tables.SendPreview | None:
    row = tables.SendPreview
    query = select(row).where(row.year == preview.year, row.session == preview.session)
    return db.scalar(query)


def _keep(db: Db, preview: Preview) -> None:
    db.add(
        tables.SendPreview(
            year=preview.year, session=preview.session, made_at=datetime.now(UTC),
            mails=dict(preview.mails), attachments=dict(preview.attachments),
        )
    )  # fmt: skip


def waiting_mails(year: int, session: str, which: ledger.Which) -> list[Claimed]:
    """Return the mails that wait, as a preview takes them."""
    with reading() as db:
        return ledger.waiting(db, year, session, which)

"""The two steps around each mail on the wire: the intent before it, what became of it after.

They run once per mail, so they are plain SQL: put together anew each time by
the object layer they would take longer than the mail itself.
"""

from datetime import UTC, datetime, timedelta
from types import ModuleType

from sqlalchemy import bindparam, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.elements import TextClause

from coaching.database import paces, pauses, tables
from coaching.database.claimed import Claimed, Pause, Settlement
from coaching.database.returns import is_unwanted
from coaching.database.tables.foundation import UtcDateTime
from coaching.database.work import Db
from coaching.domain.invitations import MailState

SENDING_LEASE = timedelta(minutes=15)  # longer than any time-out of one SMTP dialogue
MARGIN = timedelta(seconds=5)  # a lease about to run out is not worth starting with


# A reminder does not leave as it is where one whom it names has answered in the meantime.
ANSWERED = """
    kind = 'reminder' AND EXISTS (
        SELECT 1 FROM invitation_answer AS answer
        JOIN invitation ON invitation.id = answer.invitation_id
        JOIN coaching_session AS held ON held.id = invitation.session_id
        WHERE held.year = mail_message.year AND held.code = mail_message.session
          AND answer.sequence >= held.sequence
          AND (invitation.person_key = mail_message.person_key OR EXISTS (
            SELECT 1 FROM mail_addressee AS named
            WHERE named.mail_id = mail_message.id AND named.person_key = invitation.person_key
          ))
    )
"""


# What a mail server asked us to hold back stays; another worker may have been told so just now.
PAUSED = """
    EXISTS (
        SELECT 1 FROM relay_pause AS pause
        WHERE (pause.until_at IS NULL OR pause.until_at > :now_at)
          AND pause.about IN ('relay', :domain, :campaign)
    )
"""


def _sql(statement: str) -> TextClause:
    """Return a statement whose parameters that end with `at` or `until` are moments."""
    made = text(_written(statement))
    moments = [name for name in made._bindparams if name.endswith(("_at", "_until"))]
    return made.bindparams(*(bindparam(name, type_=UtcDateTime()) for name in moments))


def _written(statement: str) -> str:
    return statement.replace(":is_answered:", ANSWERED).replace(":is_paused:", PAUSED)


INTEND = _sql("""
    UPDATE mail_message
    SET state = 'sending', attempts = attempts + 1, raw_sha256 = :sha256, sent_to = :address,
        lease_until = :new_until
    WHERE id = :id AND state = 'leased' AND fence = :fence AND lease_until > :least_until
      AND NOT EXISTS (SELECT 1 FROM mail_suppression WHERE address = :low)
      AND NOT EXISTS (SELECT 1 FROM mail_complaint WHERE address = :low AND kind = :kind)
      AND NOT (:is_answered:)
      AND NOT :is_paused:
    RETURNING attempts
""")
ATTEMPT = _sql("""
    INSERT INTO mail_attempt (mail_id, number, connection, started_at)
    SELECT :id, coalesce(max(number), 0) + 1, :connection, :started_at
    FROM mail_attempt WHERE mail_id = :id
""")
SETTLE = _sql("""
    UPDATE mail_message
    SET state = :after, lease_owner = NULL, lease_until = NULL, last_code = :code,
        last_text = :said, not_before = :next_at, sent_at = :sent_at,
        attempts = attempts - :uncounted
    WHERE id = :id AND state = 'sending' AND fence = :fence
    RETURNING id
""")
ATTEMPTED = _sql("""
    UPDATE mail_attempt SET ended_at = :ended_at, outcome = :outcome, code = :code, text = :said
    WHERE mail_id = :id AND ended_at IS NULL
""")
SUPPRESSED = _sql("""
    UPDATE mail_message SET state = 'suppressed', lease_owner = NULL, lease_until = NULL
    WHERE id = :id AND state = 'leased' AND fence = :fence
""")
NEEDLESS = _sql("""
    UPDATE mail_message SET state = 'expired', lease_owner = NULL, lease_until = NULL
    WHERE id = :id AND state = 'leased' AND fence = :fence AND :is_answered:
""")

# Those of a shared mailbox who have not answered are still reminded, without the others.
WITHOUT_THE_ANSWERED = _sql("""
    DELETE FROM mail_addressee
    WHERE mail_id = :id AND EXISTS (
        SELECT 1 FROM mail_message AS mail
        JOIN coaching_session AS held ON held.year = mail.year AND held.code = mail.session
        JOIN invitation ON invitation.session_id = held.id
        JOIN invitation_answer AS answer ON answer.invitation_id = invitation.id
        WHERE mail.id = :id AND mail.fence = :fence AND mail.state = 'leased'
          AND mail.kind = 'reminder' AND answer.sequence >= held.sequence
          AND invitation.person_key = mail_addressee.person_key
    )
""")
AGAIN = _sql("""
    UPDATE mail_message SET lease_owner = NULL, lease_until = NULL,
        state = CASE WHEN EXISTS (SELECT 1 FROM mail_addressee WHERE mail_id = mail_message.id)
                THEN 'queued' ELSE 'expired' END
    WHERE id = :id AND state = 'leased' AND fence = :fence AND mailbox IS NOT NULL
""")

HELD = _sql("""
    UPDATE mail_message SET state = 'queued', lease_owner = NULL, lease_until = NULL
    WHERE id = :id AND state = 'leased' AND fence = :fence AND :is_paused:
""")


def intend(db: Db, mail: Claimed, raw_sha256: str, connection: str) -> bool:
    """Record, before the first byte leaves, that this mail is being handed over.

    Returns:
        False where the lease was lost, the address must not be written to, a
        reminder was answered, or a mail server wants a pause: do not post. The
        caller commits before it posts.
    """
    now, on = datetime.now(UTC), db.connection()
    whose = {"id": mail.id, "fence": mail.fence}
    held = {
        "now_at": now, "domain": pauses.domain_of(mail.address),
        "campaign": pauses.campaign_of(mail.year, mail.session),
    }  # fmt: skip
    intended = on.execute(
        INTEND,
        {
            **whose, **held, "sha256": raw_sha256, "address": mail.address,
            "low": mail.address.lower(), "kind": mail.kind.value,
            "new_until": now + SENDING_LEASE, "least_until": now + MARGIN,
        },
    ).scalar()  # fmt: skip
    if intended is None:
        unwanted = is_unwanted(db, mail.address, mail.kind)
        if not unwanted and mail.others and on.execute(WITHOUT_THE_ANSWERED, whose).rowcount:
            on.execute(AGAIN, whose)
        on.execute(SUPPRESSED if unwanted else NEEDLESS, whose)
        on.execute(HELD, {**whose, **held})
        return False
    on.execute(ATTEMPT, {"id": mail.id, "connection": connection, "started_at": now})
    return True


def settle(db: Db, mail: Claimed, settlement: Settlement) -> bool:
    """Record what became of a mail; False where another worker holds it by now."""
    now, on = datetime.now(UTC), db.connection()
    told = {"id": mail.id, "code": settlement.code, "said": settlement.text[:500]}
    settled = on.execute(
        SETTLE,
        {
            **told, "fence": mail.fence, "after": settlement.state.value,
            "uncounted": int(not settlement.counts),
            "next_at": now + settlement.retry_after,
            "sent_at": now if settlement.state is MailState.SENT else None,
        },
    ).scalar()  # fmt: skip
    if settled is None:
        return False
    on.execute(ATTEMPTED, {**told, "outcome": settlement.outcome, "ended_at": now})
    if settlement.pause is not None:
        _hold_back(db, settlement.pause)
    if settlement.suppress:
        # Another worker may be suppressing the same address at this moment.
        refused = dialect(db).insert(tables.MailSuppression).on_conflict_do_nothing()
        reason = settlement.text[:200]
        db.execute(refused.values(address=mail.address.lower(), reason=reason, since=now))
    return True


def _hold_back(db: Db, pause: Pause) -> None:
    is_new = pauses.begin(db, pause)
    if is_new and pause.delays and pause.about.startswith("@"):
        paces.slow_down(db, pause.about)


def dialect(db: Db) -> ModuleType:
    """Return where the `insert` of this database is that passes over what is there."""
    return postgresql if db.get_bind().dialect.name == "postgresql" else sqlite

"""The two steps around each mail on the wire: the intent before it, what became of it after.

They run once per mail, so they are plain SQL: put together anew each time by
the object layer they would take longer than the mail itself.
"""

from datetime import UTC, datetime, timedelta
from types import ModuleType

from sqlalchemy import bindparam, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.elements import TextClause

from coaching.database import tables
from coaching.database.claimed import Claimed, Settlement
from coaching.database.returns import is_unwanted
from coaching.database.tables.foundation import UtcDateTime
from coaching.database.work import Db
from coaching.domain.invitations import MailState

SENDING_LEASE = timedelta(minutes=15)  # longer than any time-out of one SMTP dialogue
MARGIN = timedelta(seconds=5)  # a lease about to run out is not worth starting with


def _sql(statement: str) -> TextClause:
    """Return a statement whose parameters that end with `at` or `until` are moments."""
    made = text(statement)
    moments = [name for name in made._bindparams if name.endswith(("_at", "_until"))]
    return made.bindparams(*(bindparam(name, type_=UtcDateTime()) for name in moments))


INTEND = _sql("""
    UPDATE mail_message
    SET state = 'sending', attempts = attempts + 1, raw_sha256 = :sha256, sent_to = :address,
        lease_until = :new_until
    WHERE id = :id AND state = 'leased' AND fence = :fence AND lease_until > :least_until
      AND NOT EXISTS (SELECT 1 FROM mail_suppression WHERE address = :low)
      AND NOT EXISTS (SELECT 1 FROM mail_complaint WHERE address = :low AND kind = :kind)
    RETURNING attempts
""")
ATTEMPT = _sql("""
    INSERT INTO mail_attempt (mail_id, number, connection, started_at)
    VALUES (:id, :number, :connection, :started_at)
""")
SETTLE = _sql("""
    UPDATE mail_message
    SET state = :after, lease_owner = NULL, lease_until = NULL, last_code = :code,
        last_text = :said, not_before = :next_at, sent_at = :sent_at
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


def intend(db: Db, mail: Claimed, raw_sha256: str, connection: str) -> bool:
    """Record, before the first byte leaves, that this mail is being handed over.

    Returns:
        False where the lease was lost or the address must not be written to: do
        not post. The caller commits before it posts.
    """
    now, on = datetime.now(UTC), db.connection()
    attempts = on.execute(
        INTEND,
        {
            "id": mail.id, "fence": mail.fence, "sha256": raw_sha256, "address": mail.address,
            "low": mail.address.lower(), "kind": mail.kind.value,
            "new_until": now + SENDING_LEASE, "least_until": now + MARGIN,
        },
    ).scalar()  # fmt: skip
    if attempts is None:
        if is_unwanted(db, mail.address, mail.kind):
            on.execute(SUPPRESSED, {"id": mail.id, "fence": mail.fence})
        return False
    attempt = {"id": mail.id, "number": attempts, "connection": connection, "started_at": now}
    on.execute(ATTEMPT, attempt)
    return True


def settle(db: Db, mail: Claimed, settlement: Settlement) -> bool:
    """Record what became of a mail; False where another worker holds it by now."""
    now, on = datetime.now(UTC), db.connection()
    told = {"id": mail.id, "code": settlement.code, "said": settlement.text[:500]}
    settled = on.execute(
        SETTLE,
        {
            **told, "fence": mail.fence, "after": settlement.state.value,
            "next_at": now + settlement.retry_after,
            "sent_at": now if settlement.state is MailState.SENT else None,
        },
    ).scalar()  # fmt: skip
    if settled is None:
        return False
    on.execute(ATTEMPTED, {**told, "outcome": settlement.outcome, "ended_at": now})
    if settlement.suppress:
        # Another worker may be suppressing the same address at this moment.
        refused = dialect(db).insert(tables.MailSuppression).on_conflict_do_nothing()
        reason = settlement.text[:200]
        db.execute(refused.values(address=mail.address.lower(), reason=reason, since=now))
    return True


def dialect(db: Db) -> ModuleType:
    """Return where the `insert` of this database is that passes over what is there."""
    return postgresql if db.get_bind().dialect.name == "postgresql" else sqlite

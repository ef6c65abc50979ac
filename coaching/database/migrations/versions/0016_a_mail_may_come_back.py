"""a mail may come back."""

import sqlalchemy as sa
from alembic import op


revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

KINDS = (
    'invitation', 'reminder', 'reschedule', 'cancellation', 'delegation-received', 'thanks',
    'nomination-request', 'approval-request', 'report', 'nobody-needs-coaching', 'cannot-judge',
)
STATES = ('queued', 'leased', 'sending', 'sent', 'failed', 'in_doubt', 'expired', 'suppressed')
SENT = {'sent_at_matches_state': "(sent_at IS NOT NULL) = (state = 'sent')"}
RETURNED = {
    'a_sent_mail_says_when': "state <> 'sent' OR sent_at IS NOT NULL",
    'what_waits_was_not_sent': "sent_at IS NULL OR state IN ('sent', 'failed')",
}


def upgrade() -> None:
    """Apply."""
    op.add_column('mail_message', sa.Column('sent_to', sa.String(length=320)))
    _rewrite((*KINDS, 'bounce-digest'), (*STATES, 'missed'), RETURNED, SENT)


def downgrade() -> None:
    """Take back."""
    op.execute("UPDATE mail_message SET sent_at = NULL WHERE state <> 'sent'")
    op.execute("UPDATE mail_message SET state = 'expired' WHERE state = 'missed'")
    op.drop_column('mail_message', 'sent_to')
    _rewrite(KINDS, STATES, SENT, RETURNED)


def _rewrite(
    kinds: tuple[str, ...], states: tuple[str, ...], rules: dict[str, str], former: dict[str, str]
) -> None:
    new = {'kind_is_known': _one_of('kind', kinds), 'state_is_known': _one_of('state', states)}
    if op.get_bind().dialect.name != 'sqlite':
        for name in (*new, *former):
            op.drop_constraint(_named(name), 'mail_message', type_='check')
        for name, rule in (new | rules).items():
            op.create_check_constraint(_named(name), 'mail_message', rule)
        return
    # SQLite cannot alter a check, only rebuild the table; what is not dropped stays beside it.
    checks = tuple(
        sa.CheckConstraint(rule, name=_named(name)) for name, rule in (new | rules).items()
    )
    with op.batch_alter_table('mail_message', recreate='always', table_args=checks) as batch:
        for name in (*new, *former):
            batch.drop_constraint(_named(name), type_='check')


def _named(rule: str) -> str:
    return op.f(f'ck_mail_message_{rule}')


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"

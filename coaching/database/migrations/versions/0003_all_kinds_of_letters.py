"""all kinds of letters."""

import sqlalchemy as sa
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

FIRST = ('invitation', 'nobody-needs-coaching', 'cannot-judge')
ALL = (
    'invitation', 'reminder', 'reschedule', 'cancellation', 'delegation-received', 'thanks',
    'nomination-request', 'approval-request', 'report', 'nobody-needs-coaching', 'cannot-judge',
)
STATES = ('queued', 'leased', 'sending', 'sent', 'failed', 'in_doubt', 'expired', 'suppressed')
KIND = 'ck_mail_message_kind_is_known'


def upgrade() -> None:
    """Apply."""
    _rewrite(ALL)


def downgrade() -> None:
    """Take back."""
    _rewrite(FIRST)


def _rewrite(kinds: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name != 'sqlite':
        op.drop_constraint(op.f(KIND), 'mail_message', type_='check')
        op.create_check_constraint(op.f(KIND), 'mail_message', _one_of('kind', kinds))
        return
    # SQLite cannot alter a check, only rebuild the table; of its checks alembic reads none.
    checks = (
        sa.CheckConstraint(_one_of('kind', kinds), name=op.f(KIND)),
        sa.CheckConstraint(_one_of('state', STATES), name=op.f('ck_mail_message_state_is_known')),
        sa.CheckConstraint("(sent_at IS NOT NULL) = (state = 'sent')",
                           name=op.f('ck_mail_message_sent_at_matches_state')),
        sa.CheckConstraint("(lease_until IS NOT NULL) = (state IN ('leased', 'sending'))",
                           name=op.f('ck_mail_message_lease_matches_state')),
    )
    with op.batch_alter_table('mail_message', recreate='always', table_args=checks):
        pass


def _one_of(column: str, words: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(word) for word in words)})"

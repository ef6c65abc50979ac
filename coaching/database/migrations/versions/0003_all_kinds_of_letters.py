"""all kinds of letters."""

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
KIND = 'ck_mail_message_kind_is_known'


def upgrade() -> None:
    """Apply."""
    _rewrite(ALL)


def downgrade() -> None:
    """Take back."""
    _rewrite(FIRST)


def _rewrite(kinds: tuple[str, ...]) -> None:
    words = ', '.join(repr(kind) for kind in kinds)
    with op.batch_alter_table('mail_message') as table:
        table.drop_constraint(op.f(KIND), type_='check')
        table.create_check_constraint(op.f(KIND), f'kind IN ({words})')

"""a list can be decided on again."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

ONCE = 'uq_approval_subject_year_fingerprint'
EACH = 'uq_approval_subject_year_fingerprint_entered_at'


def upgrade() -> None:
    """Apply."""
    _change(ONCE, ['subject', 'year', 'fingerprint'], EACH, ['subject', 'year', 'fingerprint', 'entered_at'])


def downgrade() -> None:
    """Take back."""
    _change(EACH, ['subject', 'year', 'fingerprint', 'entered_at'], ONCE, ['subject', 'year', 'fingerprint'])


def _change(old: str, old_columns: list[str], new: str, new_columns: list[str]) -> None:
    """Put one rule in the place of another.

    SQLite rebuilds the table from a description: what it reflects has lost the checks.
    """
    if op.get_bind().dialect.name != 'sqlite':
        op.drop_constraint(op.f(old), 'approval', type_='unique')
        op.create_unique_constraint(op.f(new), 'approval', new_columns)
        return
    described = sa.Table(
        'approval', sa.MetaData(),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('subject', sa.String(length=30), nullable=False),
        sa.Column('year', sa.Integer(), nullable=False),
        sa.Column('fingerprint', sa.String(length=64), nullable=False),
        sa.Column('recipients', sa.Integer(), nullable=False),
        sa.Column('approved_list', sa.JSON(), nullable=False),
        sa.Column('decided_by', sa.String(length=200), nullable=False),
        sa.Column('note_number', sa.String(length=200), nullable=False),
        sa.Column('note_date', sa.Date(), nullable=False),
        sa.Column('entered_by', sa.String(length=200), nullable=False),
        sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("decided_by <> '' AND entered_by <> ''", name=op.f('ck_approval_decision_has_a_person')),
        sa.CheckConstraint("subject IN ('selection', 'invitations')", name=op.f('ck_approval_subject_is_known')),
        sa.ForeignKeyConstraint(['year'], ['cycle.year'], name=op.f('fk_approval_year')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_approval')),
        sa.UniqueConstraint(*old_columns, name=op.f(old)),
    )
    with op.batch_alter_table('approval', copy_from=described, recreate='always') as table:
        table.drop_constraint(op.f(old), type_='unique')
        table.create_unique_constraint(op.f(new), new_columns)

"""reasons of later evaluations."""

import sqlalchemy as sa
from alembic import op

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None

def upgrade() -> None:
    """Apply."""

    op.create_table('evaluation_reason',
    sa.Column('evaluation_id', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('entered_by', sa.String(), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("entered_by <> ''", name=op.f('ck_evaluation_reason_reason_has_a_person')),
    sa.CheckConstraint("reason <> ''", name=op.f('ck_evaluation_reason_reason_is_given')),
    sa.ForeignKeyConstraint(['evaluation_id'], ['evaluation.id'], name=op.f('fk_evaluation_reason_evaluation_id')),
    sa.PrimaryKeyConstraint('evaluation_id', name=op.f('pk_evaluation_reason'))
    )

def downgrade() -> None:
    """Take back."""

    op.drop_table('evaluation_reason')


"""operators are told once."""

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('operator_notice',
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_with', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_operator_notice'))
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table('operator_notice')

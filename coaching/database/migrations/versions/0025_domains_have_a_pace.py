"""domains have a pace."""

import sqlalchemy as sa
from alembic import op


revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('domain_pace',
    sa.Column('domain', sa.String(length=320), nullable=False),
    sa.Column('per_minute', sa.Integer(), nullable=False),
    sa.Column('next_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('taken', sa.Integer(), nullable=False),
    sa.CheckConstraint('per_minute > 0', name=op.f('ck_domain_pace_it_goes_on')),
    sa.PrimaryKeyConstraint('domain', name=op.f('pk_domain_pace'))
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table('domain_pace')

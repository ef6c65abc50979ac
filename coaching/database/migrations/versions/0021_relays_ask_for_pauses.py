"""relays ask for pauses."""

import sqlalchemy as sa
from alembic import op


revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('relay_pause',
    sa.Column('about', sa.String(length=320), nullable=False),
    sa.Column('until_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('strikes', sa.Integer(), nullable=False),
    sa.Column('why', sa.String(length=300), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('strikes > 0', name=op.f('ck_relay_pause_a_pause_has_a_reason')),
    sa.PrimaryKeyConstraint('about', name=op.f('pk_relay_pause'))
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table('relay_pause')

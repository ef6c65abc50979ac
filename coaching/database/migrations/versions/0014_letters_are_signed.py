"""letters are signed."""

import sqlalchemy as sa
from alembic import op


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column('official_letter', sa.Column('signed_sha256', sa.String(length=64), nullable=True))
    op.add_column('official_letter', sa.Column('signed_on', sa.Date(), nullable=True))
    op.add_column('official_letter', sa.Column('signed_entered_by', sa.String(length=200), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column('official_letter', 'signed_entered_by')
    op.drop_column('official_letter', 'signed_on')
    op.drop_column('official_letter', 'signed_sha256')

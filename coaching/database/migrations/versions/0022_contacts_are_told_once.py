"""contacts are told once."""

import sqlalchemy as sa
from alembic import op


revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column('mail_message', sa.Column('told_on', sa.Date()))


def downgrade() -> None:
    """Take back."""
    op.drop_column('mail_message', 'told_on')

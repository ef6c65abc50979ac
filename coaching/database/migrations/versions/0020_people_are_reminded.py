"""people are reminded."""

import sqlalchemy as sa
from alembic import op


revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column('mail_message', sa.Column('left_on', sa.Date()))
    op.add_column('mail_message', sa.Column('valid_until', sa.Date()))


def downgrade() -> None:
    """Take back."""
    op.drop_column('mail_message', 'valid_until')
    op.drop_column('mail_message', 'left_on')

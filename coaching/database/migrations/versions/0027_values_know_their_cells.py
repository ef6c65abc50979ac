"""values know the cells they were read from."""

import sqlalchemy as sa
from alembic import op


revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column('indicator_value', sa.Column('places', sa.JSON(none_as_null=True)))


def downgrade() -> None:
    """Take back."""
    op.drop_column('indicator_value', 'places')

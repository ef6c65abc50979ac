"""corrections of rows stand."""

import sqlalchemy as sa
from alembic import op


revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('row_correction',
    sa.Column('source', sa.String(length=64), nullable=False),
    sa.Column('row_key', sa.String(length=64), nullable=False),
    sa.Column('field', sa.String(length=64), nullable=False),
    sa.Column('value', sa.String(), nullable=True),
    sa.Column('entered_by', sa.String(), nullable=False),
    sa.Column('entered_on', sa.Date(), nullable=False),
    sa.CheckConstraint("(value IS NULL) = (field = '')", name=op.f('ck_row_correction_a_row_or_a_cell')),
    sa.CheckConstraint("entered_by <> ''", name=op.f('ck_row_correction_row_correction_has_a_person')),
    sa.PrimaryKeyConstraint('source', 'row_key', 'field', name=op.f('pk_row_correction'))
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table('row_correction')

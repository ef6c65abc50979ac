"""numbers of another register."""

import sqlalchemy as sa
from alembic import op


revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('given_number',
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('agency_code', sa.String(length=64), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=100), nullable=False),
    sa.Column('dated_on', sa.Date(), nullable=False),
    sa.Column('entered_by', sa.String(), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("entered_by <> ''", name=op.f('ck_given_number_number_has_a_person')),
    sa.ForeignKeyConstraint(['agency_code'], ['agency.code'], name=op.f('fk_given_number_agency_code')),
    sa.ForeignKeyConstraint(['session_id'], ['coaching_session.id'], name=op.f('fk_given_number_session_id')),
    sa.ForeignKeyConstraint(['year'], ['cycle.year'], name=op.f('fk_given_number_year')),
    sa.PrimaryKeyConstraint('session_id', 'agency_code', name=op.f('pk_given_number')),
    sa.UniqueConstraint('year', 'number', name=op.f('uq_given_number_year_number'))
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table('given_number')

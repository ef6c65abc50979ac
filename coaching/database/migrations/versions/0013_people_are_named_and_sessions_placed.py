"""people are named and sessions placed."""

import sqlalchemy as sa
from alembic import op


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('session_place',
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('group_code', sa.String(length=64), nullable=False),
    sa.Column('agency_code', sa.String(length=64), nullable=False),
    sa.Column('part', sa.Integer(), nullable=False),
    sa.Column('session', sa.String(length=64), nullable=False),
    sa.Column('method', sa.String(length=10), nullable=False),
    sa.Column('asked_sha256', sa.String(length=64), nullable=False),
    sa.Column('placed_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['agency_code'], ['agency.code'], name=op.f('fk_session_place_agency_code')),
    sa.ForeignKeyConstraint(['year'], ['cycle.year'], name=op.f('fk_session_place_year')),
    sa.PrimaryKeyConstraint('year', 'group_code', 'agency_code', 'part', name=op.f('pk_session_place'))
    )
    op.create_table('nomination',
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('agency_code', sa.String(length=64), nullable=False),
    sa.Column('person_key', sa.String(length=32), nullable=False),
    sa.Column('form_sha256', sa.String(length=64), nullable=False),
    sa.Column('taken_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['agency_code'], ['agency.code'], name=op.f('fk_nomination_agency_code')),
    sa.ForeignKeyConstraint(['person_key'], ['person.key'], name=op.f('fk_nomination_person_key')),
    sa.ForeignKeyConstraint(['year'], ['cycle.year'], name=op.f('fk_nomination_year')),
    sa.PrimaryKeyConstraint('year', 'agency_code', 'person_key', name=op.f('pk_nomination'))
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table('nomination')
    op.drop_table('session_place')

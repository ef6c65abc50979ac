"""indicators are reviewed."""

import sqlalchemy as sa
from alembic import op


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('indicator_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('indicator', sa.String(length=64), nullable=False),
    sa.Column('proposal', sa.Enum('keep', 'watch', 'change', 'retire', name='proposal_is_known', native_enum=False, create_constraint=True, length=30), nullable=False),
    sa.Column('decision', sa.Enum('keep', 'watch', 'change', 'retire', name='decision_is_known', native_enum=False, create_constraint=True, length=30), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('decided_by', sa.String(length=200), nullable=False),
    sa.Column('entered_by', sa.String(length=200), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['year'], ['cycle.year'], name=op.f('fk_indicator_decision_year')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_indicator_decision'))
    )
    op.create_table('indicator_review',
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('indicator', sa.String(length=64), nullable=False),
    sa.Column('proposal', sa.Enum('keep', 'watch', 'change', 'retire', name='proposal_is_known', native_enum=False, create_constraint=True, length=30), nullable=False),
    sa.Column('flags', sa.Integer(), nullable=False),
    sa.Column('found', sa.JSON(), nullable=False),
    sa.Column('reviewed_on', sa.Date(), nullable=False),
    sa.CheckConstraint('flags >= 0', name=op.f('ck_indicator_review_flags_are_a_count')),
    sa.ForeignKeyConstraint(['year'], ['cycle.year'], name=op.f('fk_indicator_review_year')),
    sa.PrimaryKeyConstraint('year', 'indicator', name=op.f('pk_indicator_review'))
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table('indicator_review')
    op.drop_table('indicator_decision')

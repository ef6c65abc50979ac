"""evaluations are planned, and their threats asked for."""

import sqlalchemy as sa
from alembic import op


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('evaluation_plan',
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('document', sa.JSON(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('frozen_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['year'], ['cycle.year'], name=op.f('fk_evaluation_plan_year')),
    sa.PrimaryKeyConstraint('year', name=op.f('pk_evaluation_plan'))
    )
    op.create_table('threat_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('threat', sa.Enum('overrides', 'attrition', 'mergers', 'rule-set', 'points', 'spill-over', 'ceiling', 'programmes', name='threat_is_known', native_enum=False, create_constraint=True, length=30), nullable=False),
    sa.Column('present', sa.Boolean(), nullable=False),
    sa.Column('detail', sa.String(length=200), nullable=False),
    sa.Column('entered_by', sa.String(length=200), nullable=False),
    sa.Column('entered_on', sa.Date(), nullable=False),
    sa.CheckConstraint("entered_by <> ''", name=op.f('ck_threat_answer_answer_has_a_person')),
    sa.ForeignKeyConstraint(['year'], ['cycle.year'], name=op.f('fk_threat_answer_year')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_threat_answer'))
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table('threat_answer')
    op.drop_table('evaluation_plan')

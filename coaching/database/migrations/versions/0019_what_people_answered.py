"""what people answered and agencies promised."""

import sqlalchemy as sa
from alembic import op


revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('commitments',
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('agency_code', sa.String(length=64), nullable=False),
    sa.Column('made', sa.Integer(), nullable=False),
    sa.Column('told', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('checked', sa.Integer(), nullable=False),
    sa.Column('confirmed', sa.Integer(), nullable=False),
    sa.Column('sheet_sha256', sa.String(length=64), nullable=False),
    sa.Column('recorded_on', sa.Date(), nullable=False),
    sa.CheckConstraint('0 <= confirmed AND confirmed <= checked', name=op.f('ck_commitments_confirmed_is_part_of_checked')),
    sa.CheckConstraint('0 <= done AND done <= told AND told <= made', name=op.f('ck_commitments_done_is_part_of_made')),
    sa.ForeignKeyConstraint(['agency_code'], ['agency.code'], name=op.f('fk_commitments_agency_code')),
    sa.ForeignKeyConstraint(['year'], ['cycle.year'], name=op.f('fk_commitments_year')),
    sa.PrimaryKeyConstraint('year', 'agency_code', name=op.f('pk_commitments'))
    )
    op.create_table('feedback',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('satisfaction', sa.Integer(), nullable=True),
    sa.Column('usefulness', sa.Integer(), nullable=True),
    sa.Column('before', sa.Float(), nullable=True),
    sa.Column('after', sa.Float(), nullable=True),
    sa.Column('sheet_sha256', sa.String(length=64), nullable=False),
    sa.Column('recorded_on', sa.Date(), nullable=False),
    sa.CheckConstraint('before BETWEEN 0 AND 100 AND after BETWEEN 0 AND 100', name=op.f('ck_feedback_tests_are_of_a_hundred')),
    sa.CheckConstraint('satisfaction BETWEEN 1 AND 5', name=op.f('ck_feedback_satisfaction_is_a_mark')),
    sa.CheckConstraint('usefulness BETWEEN 1 AND 5', name=op.f('ck_feedback_usefulness_is_a_mark')),
    sa.ForeignKeyConstraint(['session_id'], ['coaching_session.id'], name=op.f('fk_feedback_session_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback')),
    sa.UniqueConstraint('session_id', 'number', name=op.f('uq_feedback_session_id_number'))
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table('feedback')
    op.drop_table('commitments')

"""changes by people."""

import sqlalchemy as sa
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('session_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('why', sa.String(length=400), nullable=False),
    sa.Column('entered_by', sa.String(length=200), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("entered_by <> ''", name=op.f('ck_session_change_change_has_a_person')),
    sa.ForeignKeyConstraint(['session_id'], ['coaching_session.id'], name=op.f('fk_session_change_session_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_session_change')),
    sa.UniqueConstraint('session_id', 'sequence', name=op.f('uq_session_change_session_id_sequence'))
    )
    op.create_table('decision_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('subject', sa.Enum('selection', 'invitations', name='subject_is_known', native_enum=False, create_constraint=True, length=30), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['year'], ['cycle.year'], name=op.f('fk_decision_request_year')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision_request')),
    sa.UniqueConstraint('year', 'subject', 'fingerprint', name=op.f('uq_decision_request_year_subject_fingerprint')),
    sa.UniqueConstraint('year', 'revision', name=op.f('uq_decision_request_year_revision'))
    )
    op.create_table('address_correction',
    sa.Column('person_key', sa.String(length=32), nullable=False),
    sa.Column('email', sa.String(length=200), nullable=False),
    sa.Column('instead_of', sa.String(length=200), nullable=True),
    sa.Column('entered_by', sa.String(length=200), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("entered_by <> ''", name=op.f('ck_address_correction_correction_has_a_person')),
    sa.ForeignKeyConstraint(['person_key'], ['person.key'], name=op.f('fk_address_correction_person_key')),
    sa.PrimaryKeyConstraint('person_key', name=op.f('pk_address_correction'))
    )
    op.add_column('coaching_session', sa.Column('cancelled_on', sa.Date(), nullable=True))
    op.add_column('invitation', sa.Column('withdrawn_on', sa.Date(), nullable=True))
    op.add_column('invitation', sa.Column('withdrawn_why', sa.String(length=400), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column('invitation', 'withdrawn_why')
    op.drop_column('invitation', 'withdrawn_on')
    op.drop_column('coaching_session', 'cancelled_on')
    op.drop_table('address_correction')
    op.drop_table('decision_request')
    op.drop_table('session_change')

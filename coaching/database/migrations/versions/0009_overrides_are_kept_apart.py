"""overrides are kept apart."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('approval_override',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('approval_id', sa.Integer(), nullable=False),
    sa.Column('agency_code', sa.String(length=64), nullable=False),
    sa.Column('change', sa.Enum('added', 'removed', name='change_is_known', native_enum=False, create_constraint=True, length=30), nullable=False),
    sa.Column('decided_by', sa.String(length=200), nullable=False),
    sa.Column('reason', sa.String(length=1000), nullable=False),
    sa.CheckConstraint("decided_by <> '' AND reason <> ''", name=op.f('ck_approval_override_override_has_a_person_and_a_reason')),
    sa.ForeignKeyConstraint(['agency_code'], ['agency.code'], name=op.f('fk_approval_override_agency_code')),
    sa.ForeignKeyConstraint(['approval_id'], ['approval.id'], name=op.f('fk_approval_override_approval_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_approval_override')),
    sa.UniqueConstraint('approval_id', 'agency_code', name=op.f('uq_approval_override_approval_id_agency_code'))
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table('approval_override')

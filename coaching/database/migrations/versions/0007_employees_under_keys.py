"""employees under keys."""

import sqlalchemy as sa
from alembic import op


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('person_nip', schema=None) as batch_op:
        batch_op.drop_constraint('fk_person_nip_person_key', type_='foreignkey')
    op.create_table('employee_snapshot',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('holds', sa.String(length=30), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('file_name', sa.String(length=200), nullable=False),
    sa.Column('file_sha256', sa.String(length=64), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('taken_on', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_employee_snapshot')),
    sa.UniqueConstraint('source', 'year', 'sha256', name=op.f('uq_employee_snapshot_source_year_sha256'))
    )
    op.create_table('measurement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('agency_code', sa.String(length=64), nullable=False),
    sa.Column('indicator', sa.String(length=64), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('rule_set', sa.String(length=30), nullable=False),
    sa.Column('heads', sa.Integer(), nullable=False),
    sa.Column('measured', sa.Integer(), nullable=False),
    sa.Column('value', sa.Float(), nullable=True),
    sa.Column('qualification', sa.Float(), nullable=True),
    sa.Column('competence', sa.Float(), nullable=True),
    sa.Column('performance', sa.Float(), nullable=True),
    sa.Column('discipline', sa.Float(), nullable=True),
    sa.Column('pull_id', sa.Integer(), nullable=False),
    sa.CheckConstraint('measured <= heads', name=op.f('ck_measurement_nobody_is_measured_twice')),
    sa.ForeignKeyConstraint(['agency_code'], ['agency.code'], name=op.f('fk_measurement_agency_code')),
    sa.ForeignKeyConstraint(['pull_id'], ['pull.id'], name=op.f('fk_measurement_pull_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_measurement')),
    sa.UniqueConstraint('agency_code', 'indicator', 'year', 'pull_id', name=op.f('uq_measurement_agency_code_indicator_year_pull_id'))
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table('measurement')
    op.drop_table('employee_snapshot')
    # Keys of people who are counted and never written to cannot stay.
    op.execute('DELETE FROM person_nip WHERE person_key NOT IN (SELECT key FROM person)')
    with op.batch_alter_table('person_nip', schema=None) as batch_op:
        batch_op.create_foreign_key('fk_person_nip_person_key', 'person', ['person_key'], ['key'])

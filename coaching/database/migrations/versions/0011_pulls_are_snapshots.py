"""pulls are snapshots; values are provisional or final."""

import sqlalchemy as sa
from alembic import op


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('pull') as table:
        table.add_column(sa.Column('number', sa.Integer(), server_default='1', nullable=False))
        table.add_column(sa.Column('taken_at', sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column('left_out', sa.Integer(), server_default='0', nullable=False))
        table.add_column(sa.Column('files', sa.JSON(none_as_null=True), nullable=True))
        table.add_column(sa.Column('is_correction', sa.Boolean(), server_default=sa.false(), nullable=False))
        table.drop_constraint(op.f('uq_pull_source_sha256'), type_='unique')
        table.create_check_constraint(op.f('ck_pull_left_out_is_a_count'), 'left_out >= 0')
    # Those of a source in the order in which they came.
    op.execute(sa.text(
        'UPDATE pull SET number = (SELECT count(*) FROM pull AS earlier '
        'WHERE earlier.source = pull.source AND earlier.id <= pull.id)'
    ))
    with op.batch_alter_table('pull') as table:
        table.create_unique_constraint(op.f('uq_pull_source_number'), ['source', 'number'])
    with op.batch_alter_table('indicator_value') as table:
        table.add_column(sa.Column('is_provisional', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('indicator_value') as table:
        table.drop_column('is_provisional')
    with op.batch_alter_table('pull') as table:
        table.drop_constraint(op.f('uq_pull_source_number'), type_='unique')
        table.drop_constraint(op.f('ck_pull_left_out_is_a_count'), type_='check')
        for column in ('is_correction', 'files', 'left_out', 'taken_at', 'number'):
            table.drop_column(column)
        # Fails where content came back: only a newer programme can hold that.
        table.create_unique_constraint(op.f('uq_pull_source_sha256'), ['source', 'sha256'])

"""lists say how sure they are."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

BEFORE = ('selected', 'must', 'reserve', 'resting', 'no-gap', 'not-ranked')
NOW = (
    'selected', 'due', 'lot', 'must', 'data-coaching', 'reserve', 'resting', 'no-gap', 'not-ranked',
)
ZONES = ('certain', 'grey', 'out')
DECISION, ZONE = 'ck_selection_item_decision_is_known', 'ck_selection_item_zone_is_known'
SHARE = 'ck_selection_item_probability_is_a_share'


def upgrade() -> None:
    """Apply."""
    with _table(NOW) as table:
        table.add_column(sa.Column('probability', sa.Float(), nullable=True))
        table.add_column(sa.Column('zone', sa.String(length=30), nullable=True))
        table.add_column(
            sa.Column('contributions', sa.JSON(), nullable=False, server_default='[]')
        )
        table.create_check_constraint(op.f(SHARE), 'probability BETWEEN 0 AND 1')
        table.create_check_constraint(op.f(ZONE), _among('zone', ZONES))


def downgrade() -> None:
    """Take back."""
    new = (
        sa.Column('probability', sa.Float(), nullable=True),
        sa.Column('zone', sa.String(length=30), nullable=True),
        sa.Column('contributions', sa.JSON(), nullable=False, server_default='[]'),
    )
    with _table(BEFORE, *new) as table:
        if op.get_bind().dialect.name != 'sqlite':
            table.drop_constraint(op.f(SHARE), type_='check')
            table.drop_constraint(op.f(ZONE), type_='check')
        for column in new:
            table.drop_column(column.name)


def _table(words: Sequence[str], *more: sa.Column[Any]) -> AbstractContextManager[BatchOperations]:
    """Return the table to change, with these words for a decision.

    SQLite rebuilds it from a description: what it reflects has lost the checks.
    """
    if op.get_bind().dialect.name != 'sqlite':
        op.drop_constraint(op.f(DECISION), 'selection_item', type_='check')
        op.create_check_constraint(op.f(DECISION), 'selection_item', _among('decision', words))
        return op.batch_alter_table('selection_item')
    described = sa.Table(
        'selection_item', sa.MetaData(),
        sa.Column('selection_id', sa.Integer(), nullable=False),
        sa.Column('agency_code', sa.String(length=64), nullable=False),
        sa.Column('need', sa.Float(), nullable=True),
        sa.Column('coverage', sa.Float(), nullable=False),
        sa.Column('rank', sa.Integer(), nullable=True),
        sa.Column('decision', sa.String(length=30), nullable=False),
        sa.Column('reason', sa.JSON(), nullable=False),
        *more,
        sa.CheckConstraint('(rank IS NULL) = (need IS NULL)', name=op.f('ck_selection_item_ranked_have_a_need')),
        sa.CheckConstraint('coverage BETWEEN 0 AND 1', name=op.f('ck_selection_item_coverage_is_a_share')),
        sa.CheckConstraint(_among('decision', words), name=op.f(DECISION)),
        sa.ForeignKeyConstraint(['agency_code'], ['agency.code'], name=op.f('fk_selection_item_agency_code')),
        sa.ForeignKeyConstraint(['selection_id'], ['selection.id'], name=op.f('fk_selection_item_selection_id')),
        sa.PrimaryKeyConstraint('selection_id', 'agency_code', name=op.f('pk_selection_item')),
    )
    return op.batch_alter_table('selection_item', copy_from=described, recreate='always')


def _among(column: str, words: Sequence[str]) -> str:
    told = ', '.join(f"'{word}'" for word in words)
    return f'{column} IN ({told})'

"""the seed of a lot is published once."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

# Whoever could change a published seed could choose who is drawn: the database refuses.
ONCE = {
    'sqlite': [
        'CREATE TRIGGER lot_seed_no_update BEFORE UPDATE ON lot_seed '
        "BEGIN SELECT RAISE(ABORT, 'a seed is published once'); END",
        'CREATE TRIGGER lot_seed_no_delete BEFORE DELETE ON lot_seed '
        "BEGIN SELECT RAISE(ABORT, 'a seed is published once'); END",
    ],
    'postgresql': [
        'CREATE FUNCTION lot_seed_once() RETURNS trigger LANGUAGE plpgsql AS '
        "$$ BEGIN RAISE EXCEPTION 'a seed is published once'; END $$",
        'CREATE TRIGGER lot_seed_once BEFORE UPDATE OR DELETE OR TRUNCATE '
        'ON lot_seed FOR EACH STATEMENT EXECUTE FUNCTION lot_seed_once()',
    ],
}


def upgrade() -> None:
    """Apply."""
    op.create_table('lot_seed',
    sa.Column('year', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('word', sa.String(length=64), nullable=False),
    sa.Column('published_by', sa.String(length=200), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("word <> '' AND published_by <> ''", name=op.f('ck_lot_seed_seed_has_a_person')),
    sa.ForeignKeyConstraint(['year'], ['cycle.year'], name=op.f('fk_lot_seed_year')),
    sa.PrimaryKeyConstraint('year', name=op.f('pk_lot_seed'))
    )
    for statement in ONCE[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Take back."""
    op.drop_table('lot_seed')
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('DROP FUNCTION lot_seed_once()')

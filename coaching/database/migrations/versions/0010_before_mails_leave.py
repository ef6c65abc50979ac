"""before mails leave."""

import sqlalchemy as sa
from alembic import op


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('sending_place',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('identity', sa.String(length=32), nullable=False),
    sa.Column('place', sa.String(length=64), nullable=False),
    sa.Column('is_on', sa.Boolean(), nullable=False),
    sa.Column('entered_by', sa.String(length=200), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_sending_place_one_place')),
    sa.CheckConstraint("entered_by <> ''", name=op.f('ck_sending_place_place_has_a_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sending_place'))
    )
    op.create_table('send_preview',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('session', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('mails', sa.JSON(), nullable=False),
    sa.Column('attachments', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['year'], ['cycle.year'], name=op.f('fk_send_preview_year')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_send_preview')),
    sa.UniqueConstraint('year', 'session', name=op.f('uq_send_preview_year_session'))
    )
    op.add_column('approval', sa.Column('mode', sa.String(length=20), nullable=True))
    op.add_column('mail_message', sa.Column('redirected_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column('mail_message', 'redirected_at')
    op.drop_column('approval', 'mode')
    op.drop_table('send_preview')
    op.drop_table('sending_place')

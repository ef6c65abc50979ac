"""what came back."""

import sqlalchemy as sa
from alembic import op


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table('mail_complaint',
    sa.Column('address', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('address', 'kind', name=op.f('pk_mail_complaint'))
    )
    op.create_table('mailbox_place',
    sa.Column('mailbox', sa.String(length=64), nullable=False),
    sa.Column('uid_validity', sa.String(length=20), nullable=False),
    sa.Column('uid', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('mailbox', name=op.f('pk_mailbox_place'))
    )
    with op.batch_alter_table('incoming_mail') as batch:
        batch.add_column(sa.Column('body_sha256', sa.String(length=64)))
        batch.add_column(sa.Column('about_mail_id', sa.Integer()))
        batch.add_column(sa.Column('status', sa.String(length=16)))
        batch.add_column(sa.Column('severity', sa.String(length=10)))
        batch.add_column(
            sa.Column('waits', sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.add_column(sa.Column('settled_at', sa.DateTime(timezone=True)))
        batch.add_column(sa.Column('settled_by', sa.String(length=200)))
        batch.create_foreign_key(
            op.f('fk_incoming_mail_about_mail_id'), 'mail_message', ['about_mail_id'], ['id']
        )
        batch.create_check_constraint(
            op.f('ck_incoming_mail_settled_by_a_person'),
            "(settled_at IS NULL) = (settled_by IS NULL)",
        )
    # What nobody could assign waited for a person before, too.
    op.execute("UPDATE incoming_mail SET waits = true WHERE invitation_id IS NULL")


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table('incoming_mail') as batch:
        batch.drop_constraint(op.f('ck_incoming_mail_settled_by_a_person'), type_='check')
        batch.drop_constraint(op.f('fk_incoming_mail_about_mail_id'), type_='foreignkey')
        for name in ('settled_by', 'settled_at', 'waits', 'severity', 'status', 'about_mail_id',
                     'body_sha256'):
            batch.drop_column(name)
    op.drop_table('mailbox_place')
    op.drop_table('mail_complaint')

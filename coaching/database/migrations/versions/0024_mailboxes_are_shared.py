"""mailboxes are shared."""

import sqlalchemy as sa
from alembic import op


revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None

KEY = 'uq_mail_message_year_session_mailbox_kind_revision'
RULE = 'ck_mail_message_to_a_person_or_to_a_mailbox'


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table('mail_message') as batch:
        batch.add_column(sa.Column('mailbox', sa.String(length=320)))
        batch.alter_column('person_key', existing_type=sa.String(length=32), nullable=True)
        batch.create_unique_constraint(op.f(KEY), ['year', 'session', 'mailbox', 'kind', 'revision'])
        batch.create_check_constraint(op.f(RULE), '(person_key IS NULL) <> (mailbox IS NULL)')
    op.create_table('mail_addressee',
    sa.Column('mail_id', sa.Integer(), nullable=False),
    sa.Column('person_key', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['mail_id'], ['mail_message.id'], name=op.f('fk_mail_addressee_mail_id')),
    sa.ForeignKeyConstraint(['person_key'], ['person.key'], name=op.f('fk_mail_addressee_person_key')),
    sa.PrimaryKeyConstraint('mail_id', 'person_key', name=op.f('pk_mail_addressee'))
    )
    op.create_index(op.f('ix_mail_addressee_person_key'), 'mail_addressee', ['person_key'])


def downgrade() -> None:
    """Take back: of those who share a mailbox the first keeps the mail."""
    op.execute(
        'UPDATE mail_message SET mailbox = NULL, person_key ='
        ' (SELECT min(one.person_key) FROM mail_addressee AS one'
        ' WHERE one.mail_id = mail_message.id)'
        ' WHERE id IN (SELECT mail_id FROM mail_addressee)'
    )
    # Everybody it named was given another address: nothing is left to be told by it.
    nobodys = 'SELECT id FROM mail_message WHERE person_key IS NULL'
    op.execute(f'UPDATE incoming_mail SET about_mail_id = NULL WHERE about_mail_id IN ({nobodys})')
    op.execute(f'DELETE FROM mail_attempt WHERE mail_id IN ({nobodys})')
    op.execute('DELETE FROM mail_message WHERE person_key IS NULL')
    op.drop_table('mail_addressee')
    with op.batch_alter_table('mail_message') as batch:
        batch.drop_constraint(op.f(RULE), type_='check')
        batch.drop_constraint(op.f(KEY), type_='unique')
        batch.alter_column('person_key', existing_type=sa.String(length=32), nullable=False)
        batch.drop_column('mailbox')

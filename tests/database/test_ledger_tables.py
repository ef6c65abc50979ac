"""What the tables of the ledger refuse, whoever asks."""

import pytest
from records_cast import (
    MOMENT,
    make_mail,
    make_person,
    make_year,
    message_id,
)
from sqlalchemy.exc import IntegrityError

from coaching.database import tables
from coaching.database.work import Db
from coaching.domain.invitations import MailKind, MailState


@pytest.fixture
def ready_for_mail(db: Db) -> Db:
    make_year(db)
    make_person(db)
    return db


def test_a_sent_mail_says_when(ready_for_mail: Db):
    with pytest.raises(IntegrityError, match="a_sent_mail_says_when"):
        make_mail(ready_for_mail, state=MailState.SENT, sent_at=None)


def test_a_mail_that_waits_was_not_sent(ready_for_mail: Db):
    with pytest.raises(IntegrityError, match="what_waits_was_not_sent"):
        make_mail(ready_for_mail, sent_at=MOMENT)


@pytest.mark.parametrize("held", [MailState.LEASED, MailState.SENDING])
def test_a_held_mail_says_until_when(ready_for_mail: Db, held: MailState):
    with pytest.raises(IntegrityError, match="lease_matches_state"):
        make_mail(ready_for_mail, state=held)


def test_a_mail_nobody_holds_has_no_lease(ready_for_mail: Db):
    with pytest.raises(IntegrityError, match="lease_matches_state"):
        make_mail(ready_for_mail, lease_until=MOMENT)


def test_a_second_mail_of_the_same_kind_needs_a_new_revision(ready_for_mail: Db):
    make_mail(ready_for_mail)
    with pytest.raises(IntegrityError, match=r"uq_mail_message_year|mail_message\.revision"):
        make_mail(ready_for_mail, message_id="<another@kotacontoh.example>")


def test_a_message_id_is_used_once(ready_for_mail: Db):
    make_mail(ready_for_mail)
    with pytest.raises(IntegrityError, match="message_id"):
        make_mail(ready_for_mail, kind=MailKind.CANNOT_JUDGE, message_id=message_id("sari"))


def test_a_mail_goes_to_somebody_who_is_there(ready_for_mail: Db):
    # PostgreSQL names the key, SQLite says only that one failed.
    with pytest.raises(IntegrityError, match=r"fk_mail_message_person_key|FOREIGN KEY"):
        make_mail(ready_for_mail, person="nobody")


def test_a_state_nobody_knows_is_refused(ready_for_mail: Db):
    mail = make_mail(ready_for_mail)
    with pytest.raises(IntegrityError, match="state_is_known"):
        ready_for_mail.connection().exec_driver_sql(
            f"UPDATE mail_message SET state = 'lost' WHERE id = {mail.id}"
        )


def test_an_attempt_has_its_own_number(ready_for_mail: Db):
    mail = make_mail(ready_for_mail)
    for _ in range(2):
        ready_for_mail.add(
            tables.MailAttempt(mail_id=mail.id, number=1, connection="x", started_at=MOMENT)
        )
    with pytest.raises(IntegrityError, match=r"mail_attempt.*number|uq_mail_attempt"):
        ready_for_mail.flush()

"""An agency's HR contact is told once a day of all mails that did not arrive, each mail once."""

from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from records_cast import DAY, YEAR
from replying import bounce, invite, mail_number, suppressed, take
from sqlalchemy import select

from coaching.database import addresses, digests, ledger, tables
from coaching.database.work import reading, work
from coaching.domain.invitations import MailKind
from coaching.mail import letters
from coaching.programme import Programme, read_programme
from coaching.programme.mails import HrContact
from coaching.settings import settings
from tasks.digests import digest_bounces

CONFIG = Path(__file__).parents[2] / "config"
CONTACT = HrContact(agency="dinkes", name="Kasubag Kepegawaian", email="hr@dinkes.example")
NEXT = DAY + timedelta(days=1)


@pytest.fixture
def programme(monkeypatch: pytest.MonkeyPatch) -> Programme:
    monkeypatch.setenv("COACHING_SECRET", "test")
    settings.cache_clear()
    return read_programme(CONFIG).model_copy(update={"hr_contact": (CONTACT,)})


def digest(programme: Programme, day: date = DAY) -> int:
    return digest_bounces.fn(YEAR, programme, day)


def waiting() -> list[tuple[str, date]]:
    """Address and day of each digest that waits."""
    row, person = tables.MailMessage, tables.Person
    query = select(person.email, row.revision).join(row, row.person_key == person.key)
    with reading() as db:
        found = db.execute(query.where(row.kind == MailKind.BOUNCE_DIGEST).order_by(row.id))
        return [(address or "", date.fromordinal(day)) for address, day in found.tuples()]


def test_one_digest_tells_an_agencys_contact_of_all_mails_of_a_day(
    database: str, programme: Programme
):
    invite(("sari", "budi", "wati"))
    take(
        bounce("5.1.1", mail=mail_number("sari")),
        bounce("5.2.2", mail=mail_number("budi"), name="<b2@mx.example>"),
    )
    assert [digest(programme), digest(programme)] == [1, 0]
    assert waiting() == [("hr@dinkes.example", DAY)]
    compose = letters.writer(settings(), YEAR, "", programme)
    with work() as db:
        [claimed] = ledger.claim(db, YEAR, "", "here:1:1:aa")
    mail = message_from_bytes(compose(claimed, claimed.queued_at), policy=policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    said = " ".join(str(body.get_content()).split())
    assert "sari@dinkes.example: Alamat itu tidak ada." in said
    assert "budi@dinkes.example: Kotak surat itu penuh." in said
    assert "wati" not in said.lower()
    assert "2 orang" in str(mail["Subject"])


def test_what_comes_back_later_waits_for_the_next_day_and_nothing_is_told_twice(
    database: str, programme: Programme
):
    invite(("sari", "budi"))
    take(bounce(mail=mail_number("sari")))
    digest(programme)
    take(bounce(mail=mail_number("budi"), name="<later@mx.example>"))
    assert digest(programme) == 0
    assert [digest(programme, NEXT), digest(programme, NEXT)] == [1, 0]
    with reading() as db:
        told = [digests.told_on(db, YEAR, "dinkes", day) for day in (DAY, NEXT)]
    assert [[one.name for one in names] for names in told] == [["Sari"], ["Budi"]]


def test_an_agency_without_a_contact_is_told_of_at_the_organisers(
    database: str, programme: Programme
):
    invite(("sari",))
    take(bounce(mail=mail_number("sari")))
    digest(programme.model_copy(update={"hr_contact": ()}))
    assert waiting() == [(programme.organiser.email, DAY)]


def test_a_contact_whose_own_address_is_gone_is_not_written_to(database: str, programme: Programme):
    invite(("sari",))
    take(bounce(mail=mail_number("sari")))
    with work() as db:
        now = db.scalars(select(tables.MailMessage.queued_at)).first()
        db.add(tables.MailSuppression(address="hr@dinkes.example", reason="", since=now))
    digest(programme)
    with work() as db:
        [claimed] = ledger.claim(db, YEAR, "", "here:1:1:aa")
        assert not ledger.intend(db, claimed, "0" * 64, "line-1")
        assert db.get_one(tables.MailMessage, claimed.id).state.value == "suppressed"


def test_a_refusal_for_our_own_sake_is_no_ones_wrong_address(database: str, programme: Programme):
    invite(("sari",))
    take(bounce("5.7.1", said="550 blocked by DMARC policy", mail=mail_number("sari")))
    assert digest(programme) == 0


def test_a_switched_off_digest_does_not_leave(database: str, programme: Programme):
    invite(("sari",))
    take(bounce(mail=mail_number("sari")))
    mails = programme.mails.model_copy(update={"bounce_digest": False})
    assert digest(programme.model_copy(update={"mails": mails})) == 0


def test_a_mail_that_came_back_waits_for_the_corrected_address(database: str, programme: Programme):
    invite(("sarisari",))
    take(bounce(mail=mail_number("sarisari")))
    digest(programme)
    with work() as db:
        key = addresses.correct_address(
            db, "sarisari", "sari.baru@dinkes.example", entered_by="Budi", why="salah", as_of=DAY
        )
        assert addresses.count_waiting(db, key) == 1
    assert suppressed() == {"sarisari@dinkes.example"}  # the old one stays what it is

"""A session moves or is called off, a person is not called any more, an address is corrected."""

import email
import io
from datetime import date, time
from email import policy
from email.message import EmailMessage

import pytest
from icalendar import Calendar
from pypdf import PdfReader
from town import Town

from coaching.domain.cycle import Subject
from coaching.errors import SessionClosed, WrongInput
from flows import changes

SAID = {"why": "Ruangan dipakai untuk pemilihan.", "entered_by": "Budi",
        "as_of": date(2025, 2, 28)}  # fmt: skip


def arrived(town: Town, kind: str) -> dict[str, EmailMessage]:
    """Return the letters of a kind by recipient."""
    made = [email.message_from_bytes(file.read_bytes(), policy=policy.default)
            for file in sorted((town.folder / "outbox").glob("*.eml"))]  # fmt: skip
    return {
        str(one["To"]).rpartition("<")[2].strip(">"): one
        for one in made if str(one["Message-ID"]).startswith(f"<{kind}.")
    }  # fmt: skip


def event(mail: EmailMessage) -> tuple[str, dict[str, str]]:
    [part] = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    [found] = calendar.walk("VEVENT")
    facts = {name: str(found[name]) for name in ("UID", "SEQUENCE", "STATUS")}
    return str(calendar["METHOD"]), facts | {"on": str(found.decoded("dtstart"))}


def test_a_session_that_moves_is_announced_anew_once_and_earlier_answers_count_no_more(
    town: Town,
):
    town.up_to_sending()
    town.answer()
    town.cycle(date(2025, 2, 28))
    first = arrived(town, "invitation")
    given = town.query("SELECT count(*) FROM invitation_answer")[0][0]
    assert given > 10
    moved = town.run(changes.move_session, 2025, "sinar-1", held_on=date(2025, 3, 20),
                     starts=time(13), ends=time(16), **SAID)  # fmt: skip
    assert moved.facts["count"] == len(first)
    second = arrived(town, "reschedule")
    assert set(second) == set(first)
    for address, mail in second.items():
        method, facts = event(mail)
        _, before = event(first[address])
        assert (method, facts["UID"]) == ("REQUEST", before["UID"])
        assert (before["SEQUENCE"], facts["SEQUENCE"]) == ("0", "1")
        assert facts["on"].startswith("2025-03-20 13:00")
        told = str(mail.get_body(("plain",)).get_content())
        assert SAID["why"] in told
        assert "Kamis, 13\N{NO-BREAK SPACE}Maret\N{NO-BREAK SPACE}2025" in told
        [letter] = [one for one in mail.iter_attachments() if one.get_filename() != "undangan.ics"]
        pages = PdfReader(io.BytesIO(letter.get_content())).pages
        assert "20 Maret 2025" in " ".join(pages[0].extract_text().split())
    assert [name for name, in town.query("SELECT DISTINCT revision FROM mail_message "
                                         "WHERE kind = 'reschedule'")] == [1]  # fmt: skip
    # Nothing twice, nothing due on the old days, and the list stands as it was approved.
    count = len(town.caught(""))
    assert len(town.caught("")) == count
    # Reminders count anew: everybody is asked again, once, in the first window of the new day.
    assert arrived(town, "reminder") == {}
    for _ in range(2):
        town.cycle(date(2025, 3, 12))
    assert len(town.caught("reminder")) == len(first)
    assert set(arrived(town, "reminder")) == set(first)
    with pytest.raises(WrongInput):
        town.run(changes.move_session, 2025, "sinar-1", held_on=date(2025, 3, 20), **SAID)
    assert town.answer() > 0
    town.hand_in_sheet("sinar-1", date(2025, 3, 20))
    town.cycle(date(2025, 3, 21))
    newer = town.query("SELECT count(*) FROM invitation_answer")[0][0]
    assert newer > given
    assert town.query("SELECT count(*) FROM attendance")[0][0] > 0
    with pytest.raises(SessionClosed):
        town.run(changes.call_off_session, 2025, "sinar-1", **SAID)


OFFICE = "kec.sumberarum@kotacontoh.example"  # the officials of that office share it


def appointments(mail: EmailMessage) -> dict[str, tuple[str, str]]:
    """Return METHOD and attendee by UID, of the files that go with a mail."""
    found = {}
    for part in mail.walk():
        if part.get_content_type() == "application/ics":
            calendar = Calendar.from_ical(part.get_payload(decode=True))
            [one] = calendar.walk("VEVENT")
            found[str(one["UID"])] = (str(calendar["METHOD"]), str(one["ATTENDEE"]))
    return found


def by_one_mail(town: Town) -> list[str]:
    """Look at the one mail to a shared mailbox; return the names it greets."""
    mail = arrived(town, "invitation")[OFFICE]
    theirs = town.query(f"SELECT i.calendar_uid, p.name FROM invitation i JOIN person p "
                        f"ON p.key = i.person_key WHERE p.email = '{OFFICE}'")  # fmt: skip
    assert len(theirs) == 4
    request = ("REQUEST", f"mailto:{OFFICE}")
    assert appointments(mail) == {uid: request for uid, _ in theirs}
    assert "text/calendar" not in [part.get_content_type() for part in mail.walk()]
    kinds = [part.get_content_type() for part in mail.iter_attachments()]
    assert kinds.count("application/pdf") == 1
    told = " ".join(str(mail.get_body(("plain",)).get_content()).split())
    names = [name for _, name in theirs]
    assert [name for name in names if name not in told] == []
    return names


def test_who_is_not_called_any_more_is_told_and_the_appointment_goes(town: Town):
    town.up_to_sending()
    first = arrived(town, "invitation")
    [(person, address)] = town.query(
        "SELECT p.key, p.email FROM person p JOIN invitation i ON i.person_key = p.key "
        "JOIN coaching_session s ON s.id = i.session_id WHERE s.code = 'sinar-1' "
        "AND p.email IS NOT NULL ORDER BY p.key LIMIT 1"
    )
    town.run(changes.withdraw_invitation, 2025, "sinar-1", person[:8], **SAID)
    alone = arrived(town, "cancellation")
    assert set(alone) == {address}
    method, facts = event(alone[address])
    assert (method, facts["STATUS"], facts["SEQUENCE"]) == ("CANCEL", "CANCELLED", "1")
    assert facts["UID"] == event(first[address])[1]["UID"]
    with pytest.raises(WrongInput):
        town.run(changes.withdraw_invitation, 2025, "sinar-1", person[:8], **SAID)

    town.run(changes.call_off_session, 2025, "sinar-1", **SAID)
    assert set(arrived(town, "cancellation")) == set(first)
    ids = town.caught("cancellation")
    assert len(ids) == len(set(ids)) == len(first)
    # The other session goes on; the approved list is what it was.
    town.cycle(date(2025, 4, 10))
    _, people = town.list_of(Subject.INVITATIONS)
    assert len(by_one_mail(town)) == 4
    assert len(town.caught()) == town.mails_to(people) == len(people) - 3
    assert town.query("SELECT count(*) FROM stage_record WHERE part = 'sinar-1' "
                      "AND stage = 'collect-attendance'") == [(0,)]  # fmt: skip
    # Those who share a mailbox are told together, and each appointment goes.
    invited = appointments(arrived(town, "invitation")[OFFICE])
    told = town.run(changes.call_off_session, 2025, "sinar-2", **SAID)
    assert told.facts["count"] == len(people) - len(first)
    gone = ("CANCEL", f"mailto:{OFFICE}")
    assert appointments(arrived(town, "cancellation")[OFFICE]) == dict.fromkeys(invited, gone)


def test_a_corrected_address_gets_the_same_invitation_and_outlives_the_next_pull(town: Town):
    town.up_to_invitations()
    [(person, old)] = town.query("SELECT p.key, p.email FROM person p JOIN invitation i ON "
                                 "i.person_key = p.key WHERE p.email IS NOT NULL AND "
                                 f"p.email <> '{OFFICE}' ORDER BY p.key LIMIT 1")  # fmt: skip
    fingerprint, _ = town.list_of(Subject.INVITATIONS)
    right = "benar@kotacontoh.example"
    town.run(changes.correct_address, person[:8], right, **SAID)
    assert town.list_of(Subject.INVITATIONS)[0] == fingerprint
    from flows.indicators import pull_indicators

    town.run(pull_indicators, 2025, as_of=date(2025, 2, 28))
    assert town.query(f"SELECT email FROM person WHERE key = '{person}'") == [(right,)]
    town.approve(Subject.INVITATIONS)
    town.cycle(date(2025, 3, 1))
    town.cycle(date(2025, 4, 10))
    invited = arrived(town, "invitation")
    assert right in invited
    assert old not in invited
    with pytest.raises(WrongInput):
        town.run(changes.correct_address, person[:8], "bukan alamat", **SAID)

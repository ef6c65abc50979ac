"""The whole way, at real servers: an invitation leaves by SMTP, its answer is read over IMAP."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from post_office import compose, settings_for
from records_cast import DAY, SESSION, YEAR, entry, make_call, make_person, make_session
from replying import by_calendar, counted, ledger_state, queued, suppressed, to_invitation, written

from coaching.database import ledger
from coaching.database.work import work
from coaching.mail.catcher import Catcher
from coaching.mail.imap import SEEN, open_folder
from coaching.mail.posting import post_waiting
from coaching.mail.reading import read_mailboxes

sys.path.append(str(Path(__file__).parents[1] / "mail"))  # pytest adds it for tests there alone

from dovecot import Dovecot, dovecot

PEOPLE = ("sari", "budi", "wati", "tono")


@pytest.fixture
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


def test_invitations_leave_and_their_answers_come_back(
    server: Dovecot, sqlite: str, tmp_path: Path
):
    with work() as db:
        session = make_session(db)
        calls = {one: make_call(db, make_person(db, one), session_id=session) for one in PEOPLE}
        ledger.enqueue(db, [entry(one) for one in PEOPLE])
    folder = tmp_path / "caught"
    with Catcher(folder=folder, log=tmp_path / "log", user=None) as catcher:
        given = settings_for(catcher, user=None)
        assert post_waiting(given, YEAR, SESSION, compose) == 4
        envelopes = catcher.store.log.read_text()
    given = given.model_copy(update={"imap": server.settings()})

    server.deliver(by_calendar("ACCEPTED"))
    server.deliver(written("TIDAK HADIR", to_invitation("budi"), name="<w1@x.example>"))
    server.deliver(written("Mohon info parkir", to_invitation("wati"), name="<w2@x.example>"))
    back_to = next(
        line.split('"mail_from": "')[1].split('"')[0]
        for line in envelopes.splitlines() if "tono" in line
    )  # fmt: skip
    server.deliver(
        written(
            "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
            "Final-Recipient: rfc822; tono@dinkes.example\nAction: failed\nStatus: 5.1.1\n--b--\n",
            f"Delivered-To: {back_to}",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
            by="MAILER-DAEMON@mx.example", name="<w3@x.example>",
        )
    )  # fmt: skip

    count = read_mailboxes(given, DAY)
    assert (count["mails"], count["answers"], count["bounces"], count["waiting"]) == (4, 2, 1, 1)
    assert counted() == {calls["sari"]: "accepted", calls["budi"]: "declined"}
    assert (ledger_state("tono"), suppressed()) == ("failed", {"tono@dinkes.example"})
    assert len(queued()) == 1
    assert read_mailboxes(given, DAY).total() == 0  # again: nothing is read twice
    with open_folder(server.settings()) as inbox:
        assert len(inbox.box.uids("SEEN")) == 4
        assert len(inbox.box.uids("FLAGGED")) == 1  # and a person sees which one to look at


def test_what_a_person_opened_first_is_read_all_the_same(server: Dovecot, sqlite: str):
    with work() as db:
        session = make_session(db)
        call = make_call(db, make_person(db, "sari"), session_id=session)
    server.deliver(by_calendar("ACCEPTED"))
    with open_folder(server.settings()) as folder:
        folder.flag(folder.new(0), SEEN)
    given = settings_for_reading(server)
    assert read_mailboxes(given, DAY)["answers"] == 1
    assert counted() == {call: "accepted"}


def test_what_was_recorded_before_a_crash_is_not_recorded_again(server: Dovecot, sqlite: str):
    with work() as db:
        session = make_session(db)
        make_call(db, make_person(db, "sari"), session_id=session)
    server.deliver(by_calendar("ACCEPTED"))
    given = settings_for_reading(server)
    assert read_mailboxes(given, DAY)["mails"] == 1
    with open_folder(server.settings()) as folder:  # as if it had died before the flag was set
        folder.box.flag(folder.box.uids("ALL"), SEEN, False)
    assert read_mailboxes(given, DAY)["mails"] == 0


def settings_for_reading(server: Dovecot):
    from coaching.settings import Settings

    return Settings(secret="test", imap=server.settings())

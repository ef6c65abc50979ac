"""A mailbox read over IMAP, at a real server: nothing changes in it but flags."""

from collections.abc import Iterator

import pytest
from answered import by_hand, mail
from dovecot import Dovecot, dovecot

from coaching.errors import InboxUnreadable
from coaching.mail.imap import FLAGGED, SEEN, open_folder
from coaching.mail.mail_parts import LARGEST
from coaching.mail.replies import Kind, understand


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


def test_mails_come_byte_for_byte_and_stay_unseen(server: Dovecot):
    raws = [mail("HADIR"), b"\xff no mail at all\r\n", mail("TIDAK HADIR", "X: " + "y" * 5000)]
    for raw in raws:
        server.deliver(raw, "bytes")
    for _ in range(2):
        with open_folder(server.settings("bytes")) as folder:
            fetched = list(folder.fetch(folder.new(0)))
            assert [one.raw for one in fetched] == raws
            assert [one.uid for one in fetched] == sorted(one.uid for one in fetched)


def test_what_is_seen_is_new_only_above_the_number_that_was_read(server: Dovecot):
    for _ in range(3):
        server.deliver(mail("HADIR"), "seen")
    with open_folder(server.settings("seen")) as folder:
        first, second, third = folder.new(0)
        folder.flag([first, second, third], SEEN)  # a person looked into the mailbox
        assert folder.new(first) == [second, third]
        folder.flag([second], FLAGGED)
        assert folder.new(third) == [third]  # IMAP always names the last; it is known
        validity = folder.uid_validity
    with open_folder(server.settings("seen")) as folder:
        assert folder.uid_validity == validity


def test_of_a_very_large_mail_only_the_head_is_fetched(server: Dovecot):
    server.deliver(mail("HADIR\n" + "x" * LARGEST), "large")
    with open_folder(server.settings("large")) as folder:
        [one] = folder.fetch(folder.new(0))
    assert len(one.raw) < 10_000
    told = understand(one.raw)
    assert (told.kind, told.message_id) == (Kind.UNKNOWN, "<r1@dinkes.example>")


def test_a_message_id_is_found_or_not(server: Dovecot):
    server.deliver(mail("HADIR"), "journal")
    with open_folder(server.settings("journal")) as folder:
        assert folder.holds("<r1@dinkes.example>")
        assert not folder.holds("<r2@dinkes.example>")
        assert not folder.holds('<a"b\\@dinkes.example>')


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"password": "salah"}, "login refused"),
        ({"ca_file": None}, "issuer"),
        ({"host": "127.0.0.2"}, ""),
        ({"folder": "Tidak-ada"}, ""),
        ({"port": 1}, "refused"),
    ],
)
def test_a_mailbox_that_cannot_be_read_is_named(
    server: Dovecot, changes: dict[str, object], why: str
):
    with (
        pytest.raises(InboxUnreadable) as problem,
        open_folder(server.settings("named", **changes)),
    ):
        pass
    assert why in str(problem.value.facts["why"])
    assert "salah" not in str(problem.value)


def test_starttls_checks_the_certificate_too(server: Dovecot):
    starttls = {"security": "starttls", "port": server.starttls_port}
    server.deliver(mail("HADIR"), "starttls")
    with open_folder(server.settings("starttls", **starttls)) as folder:
        assert len(folder.new(0)) == 1
    with (
        pytest.raises(InboxUnreadable),
        open_folder(server.settings("starttls", **starttls, ca_file=None)),
    ):
        pass


def test_the_answer_that_came_is_the_answer_that_is_read(server: Dovecot):
    server.deliver(mail("HADIR"), "answer")
    with open_folder(server.settings("answer")) as folder:
        [one] = folder.fetch(folder.new(0))
    assert understand(one.raw).answer is by_hand("HADIR").answer

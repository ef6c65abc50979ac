"""Every defect found in stock yagmail 0.16.0, by its number: a test shows that we do not have it.

C: connection, T: TLS and login, M: making of the mail. The table names the test
that would fail; those that stand nowhere else are below.
"""

import ast
import json
import re
import socket
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path

import pytest
import yagmail.oauth2
from letterbox import Start, a_letter, outgoing, settings_for
from sent import files

from coaching.errors import MailboxClosed
from coaching.mail.catcher import Catcher
from coaching.mail.messages import Letter, Mailbox, assemble
from coaching.mail.senders import BatchClient, mailbox

DEFECTS = {
    "c1": ("a connection for each mail", "one_connection_carries_a_batch"),
    "c2": ("connections dropped without QUIT", "a_connection_ends_with_quit"),
    "c3": ("a preview connects", "nothing_connects_before_the_first_letter"),
    "c4": ("sent again, line cut", "a_line_cut_after_the_letter_leaves_a_doubt_and_one_copy"),
    "c5": ("sent again after a late answer", "a_late_answer_leaves_a_doubt_and_one_copy"),
    "c6": ("success and failure look alike", "a_refusal_is_told_and_the_next_letter_goes"),
    "c7": ("a queue of its own loses mails", "nothing_is_kept_to_be_sent_some_other_time"),
    "c8": ("threads share a line", "threads_with_a_mailbox_each_send_everything_once"),
    "c9": ("waits for ever", "a_silent_server_is_given_up_in_time"),
    "c10": ("refusals differ in shape", "a_refusal_is_told_and_the_next_letter_goes"),
    "t1": ("no certificate is checked", "a_server_certified_by_a_stranger_gets_nothing"),
    "t2": ("the login name is the sender", "the_login_name_is_not_the_address"),
    "t3": ("asks a keyring or a terminal", "a_missing_password_is_asked_of_nobody"),
    "t4": ("fetches a token for each mail", "no_token_is_fetched_and_a_refused_login_is_told"),
    "t5": ("replaces handlers of the log", "logging_of_others_is_left_alone"),
    "m1": ("contents are lost", "every_content_comes_back_unchanged"),
    "m2": ("line ends become <br>", "every_content_comes_back_unchanged"),
    "m3": ("the text is the HTML source", "every_content_comes_back_unchanged"),
    "m4": ("fetches what HTML names", "nothing_that_a_letter_names_is_fetched"),
    "m5": ("equal subjects, equal Message-IDs", "the_message_id_is_ours"),
    "m6": ("headers twice", "the_headers_are_these_and_each_once"),
    "m7": ("a date without offset", "what_is_no_address_id_or_moment_is_refused"),
    "m8": ("a recipient that is a name only", "a_name_with_titles_stays_one_address"),
    "m9": ("the sender becomes a recipient", "only_the_person_gets_the_letter"),
    "m10": ("headers can be injected", "nothing_smuggles_a_header_in"),
    "m11": ("addresses that are none", "what_is_no_address_is_refused"),
    "m12": ("a text that is a path discloses the file", "a_text_that_is_a_path_stays_a_text"),
    "m13": ("files without name or type", "files_have_a_name_a_type_and_a_disposition"),
    "m14": ("the second copy of a file is empty", "a_file_attached_twice_is_whole_both_times"),
    "m15": ("a calendar without method", "the_calendar_part_says_its_method"),
    "m16": ("pictures land at the end", "what_stands_in_the_html_stays_where_it_is"),
    "m17": ("finished mails are refused", "a_finished_mail_leaves_as_it_is"),
    "m18": ("signs too few headers", "a_finished_mail_leaves_as_it_is"),
    "m19": ("one structure for all", "the_calendar_is_the_last_alternative_and_a_file"),
}  # fmt: skip


@pytest.mark.parametrize("number", DEFECTS)
def test_each_defect_has_a_test_that_would_fail(number: str):
    _, sentence = DEFECTS[number]
    found = [name for name in names_here() if sentence in name and number in numbers_of(name)]
    assert found, f"no test about {number}: {sentence}"


def names_here() -> list[str]:
    trees = (ast.parse(file.read_text("utf-8")) for file in Path(__file__).parent.glob("test_*.py"))
    return [
        one.name
        for tree in trees
        for one in tree.body
        if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")
    ]


def numbers_of(name: str) -> set[str]:
    return set(re.findall(r"_([ctm]\d+)(?=_|$)", name))


def test_the_table_has_every_number_of_the_audit():
    counts = {kind: sum(one[0] == kind for one in DEFECTS) for kind in "ctm"}
    assert counts == {"c": 10, "t": 5, "m": 19}


def test_no_token_is_fetched_and_a_refused_login_is_told_t4(start: Start, monkeypatch):
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a token was asked for")

    monkeypatch.setattr(yagmail.oauth2, "urlopen", forbidden, raising=False)
    monkeypatch.setattr(yagmail.oauth2, "refresh_authorization", forbidden)
    catcher = start()
    with mailbox(settings_for(catcher)) as post:
        post(outgoing())
    assert catcher.count() == 1
    with mailbox(settings_for(catcher, password="salah")) as post, pytest.raises(MailboxClosed):
        post(outgoing())


def test_nothing_that_a_letter_names_is_fetched_m4(catcher: Catcher):
    with socket.create_server(("127.0.0.1", 0)) as web:
        web.settimeout(0.2)
        address = f"http://127.0.0.1:{web.getsockname()[1]}"
        html = f'<link rel="stylesheet" href="{address}/a.css"><img src="{address}/b.png">'
        with mailbox(settings_for(catcher)) as post:
            post(outgoing(raw=made(html)))
        with pytest.raises(TimeoutError):
            web.accept()
    assert len(files(catcher)) == 1


def test_only_the_person_gets_the_letter_m9(catcher: Catcher):
    with mailbox(settings_for(catcher)) as post:
        post(outgoing(7))
    [line] = catcher.store.log.read_text().splitlines()
    told = json.loads(line)
    assert (told["rcpt_to"], told["mail_from"]) == (
        ["sari7@dinkes.example"], "bkpsdm+7-abcdefgh@kotacontoh.example",
    )  # fmt: skip


def test_what_stands_in_the_html_stays_where_it_is_m16():
    html = '<p>atas</p><img src="cid:lambang"><p>bawah</p>\n'
    parts = [one for one in message_from_bytes(made(html)).walk() if not one.is_multipart()]
    assert [one.get_content_type() for one in parts] == ["text/plain", "text/html"]
    assert parts[1].get_payload(decode=True).decode().replace("\r\n", "\n") == html


def test_a_finished_mail_leaves_as_it_is_m17_m18(catcher: Catcher):
    """So a signature of the relay covers what we wrote, and we sign nothing ourselves."""
    with mailbox(settings_for(catcher)) as post:
        post(outgoing(raw=a_letter(3)))
    assert files(catcher) == [a_letter(3)]
    assert b"DKIM-Signature" not in a_letter(3)
    assert getattr(BatchClient(settings_for(catcher)), "dkim", None) is None


def made(html: str) -> bytes:
    return assemble(
        Letter("Undangan", "Yth.", html),
        sender=Mailbox("BKPSDM", "bkpsdm@kotacontoh.example"),
        reply_to="balasan@kotacontoh.example",
        recipient=Mailbox("Sari", "sari@dinkes.example"),
        message_id="<a@kotacontoh.example>",
        date=datetime(2025, 2, 27, 9, tzinfo=UTC),
    )

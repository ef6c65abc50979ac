"""What stands before mails leave: a typed mode, a look at the exact bytes, and the place."""

import email
import hashlib
import shutil
from datetime import date
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from town import Town

from coaching.database.work import engine
from coaching.domain.cycle import Subject
from coaching.domain.progress import RunState
from coaching.errors import ModeNotApproved, PreviewStale, SendingOff
from coaching.mail import place
from coaching.settings import settings

SEND_ON = date(2025, 2, 27)
US = "percobaan@kotacontoh.example"


@pytest.fixture
def approved(town: Town) -> Town:
    town.up_to_invitations()
    town.approve(Subject.INVITATIONS)
    return town


def send(
    town: Town, monkeypatch: pytest.MonkeyPatch | None = None, session: str = "sinar-1",
    **given: str,
) -> object:  # fmt: skip
    from flows.invitations import send_invitations

    if monkeypatch is not None:
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
    return town.run(send_invitations, 2025, session=session, as_of=SEND_ON)


def preview(town: Town) -> dict[str, str]:
    from flows.previews import preview_invitations

    town.run(preview_invitations, 2025, "sinar-1", as_of=SEND_ON)
    folder = town.folder / "preview" / "2025-sinar-1"
    return {digest(file): file.name for file in folder.glob("*.eml")}


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def arrived(town: Town) -> list[EmailMessage]:
    return [email.message_from_bytes(file.read_bytes(), policy=policy.default)
            for file in sorted((town.folder / "outbox").glob("*.eml"))]  # fmt: skip


def test_without_the_typed_mode_no_invitation_leaves(town: Town):
    town.up_to_invitations()
    town.approve(Subject.INVITATIONS, mode=None)
    with pytest.raises(ModeNotApproved) as refused:
        send(town)
    assert refused.value.facts["count"] == len(town.list_of(Subject.INVITATIONS)[1])
    assert town.caught() == []
    assert town.approve(Subject.INVITATIONS)
    send(town)
    assert town.caught()


def test_what_was_looked_at_is_what_arrives_byte_for_byte(approved: Town):
    looked_at = preview(approved)
    assert approved.caught() == []
    send(approved)
    came = {digest(file) for file in (approved.folder / "outbox").glob("*.eml")}
    assert set(looked_at) <= came
    assert len(looked_at) == len(approved.caught())


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("attachment", ("programme.toml", 'class = "Biasa"', 'class = "Penting"')),
        ("text", ("programme.toml", "0812 5550 0142", "0812 5550 0143")),
    ],
)
def test_what_changes_after_the_look_stops_the_sending(
    approved: Town, what: str, change: tuple[str, str, str]
):
    preview(approved)
    file, before, after = change
    approved.change_config(before, after, file)
    if what == "attachment":  # a letter that is lost is typeset anew, and reads otherwise now
        for letter in (approved.folder / "letters").glob("*.pdf"):
            letter.unlink()
    with pytest.raises(PreviewStale) as stopped:
        send(approved)
    assert stopped.value.facts["what"] == what
    assert approved.caught() == []
    preview(approved)
    send(approved)
    assert approved.caught()


def test_trial_copies_go_to_one_address_and_count_for_nothing(
    approved: Town, monkeypatch: pytest.MonkeyPatch
):
    trial = {"COACHING_MODE": "redirect", "COACHING_MAIL__REDIRECT_TO": US}
    before = len(arrived(approved))
    send(approved, monkeypatch, **trial)
    send(approved)
    copies = arrived(approved)[before:]
    waiting = approved.query("SELECT count(*) FROM mail_message WHERE kind = 'invitation' "
                             "AND state = 'queued' AND session = 'sinar-1'")  # fmt: skip
    assert len(copies) == waiting[0][0] > 20
    people = {address for (address,) in approved.query("SELECT email FROM person")}
    for copy in copies:
        assert str(copy["Subject"]).startswith("[UJI] ")
        assert str(copy["X-Original-To"]) in people
        [calendar] = [part for part in copy.walk() if part.get_content_type() == "text/calendar"]
        text = str(calendar.get_content()).replace("\r\n ", "")
        assert f"mailto:{US}" in text
        assert str(copy["X-Original-To"]) not in text
    before = len(arrived(approved))
    report = send(approved, session="sinar-2")
    assert report.facts["rendered"] == len(arrived(approved)) - before
    [shared] = [one for one in arrived(approved)[before:]
                if str(one["X-Original-To"]) == "kec.sumberarum@kotacontoh.example"]  # fmt: skip
    entries = [part.get_payload(decode=True) for part in shared.iter_attachments()
               if part.get_content_type() == "application/ics"]  # fmt: skip
    assert len(entries) == 4
    assert all(f"mailto:{US}".encode() in one.replace(b"\r\n ", b"") for one in entries)
    assert not any(b"kec.sumberarum" in one.replace(b"\r\n ", b"") for one in entries)
    monkeypatch.setenv("COACHING_MODE", "live")
    settings.cache_clear()
    send(approved)
    assert len(approved.caught()) == waiting[0][0]


def test_only_allowed_addresses_get_mail_the_others_wait(
    approved: Town, monkeypatch: pytest.MonkeyPatch
):
    [(one,)] = approved.query("SELECT p.email FROM person p JOIN invitation i ON i.person_key = "
                              "p.key JOIN coaching_session s ON s.id = i.session_id WHERE s.code = "
                              "'sinar-1' AND p.email IS NOT NULL LIMIT 1")  # fmt: skip
    report = send(approved, monkeypatch, COACHING_MODE="allowlist", COACHING_MAIL__ALLOWED=one)
    assert report.state is RunState.DONE
    assert len(approved.caught()) == 1
    send(approved, monkeypatch, COACHING_MODE="live")
    assert len(approved.caught()) == len(set(approved.caught())) > 20


def test_a_copied_or_restored_database_opens_with_sending_off(
    approved: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    engine().dispose()
    backup = shutil.copy(approved.folder / "coaching.db", tmp_path / "backup.db")
    send(approved)
    first = len(approved.caught())
    assert place.reason(settings()) is None

    # The backup put back where it came from: it knows nothing of what has left since.
    engine().dispose()
    for leftover in approved.folder.glob("coaching.db-*"):
        leftover.unlink()
    shutil.copy(backup, approved.folder / "coaching.db")
    with pytest.raises(SendingOff):
        send(approved)
    assert len(approved.caught()) == first

    # A copy of the whole folder elsewhere, until a person says that it is the one in use.
    elsewhere = shutil.copytree(approved.folder, tmp_path / "elsewhere")
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("COACHING_DATABASE_URL", f"sqlite:///{elsewhere / 'coaching.db'}")
    settings.cache_clear()
    assert place.reason(settings()) == "moved"
    place.switch(settings(), is_on=True, entered_by="Budi", why="dipindahkan ke server baru")
    assert place.reason(settings()) is None
    assert approved.query("SELECT actor FROM audit_entry WHERE action = 'sending-on' "
                          "AND actor = 'Budi'") == [("Budi",)]  # fmt: skip

"""Letters are exported, signed, taken in; no invitation leaves without its signed letter."""

import email
import hashlib
import sys
from datetime import date
from email import policy
from pathlib import Path

import pytest
from town import Town

from coaching.domain.cycle import Subject
from coaching.domain.progress import RunState
from coaching.errors import LetterOfAnother

sys.path.append(str(Path(__file__).parents[1] / "mail"))
from signing import signed

SEND_ON = date(2025, 2, 27)


def test_only_the_signed_file_is_sent(town: Town):
    from flows.invitations import send_invitations
    from flows.signing import export_letters, import_letters

    town.change_config('signing = "unsigned"', 'signing = "signed"')
    town.up_to_invitations()
    town.approve(Subject.INVITATIONS)
    waiting = town.run(send_invitations, 2025, session="sinar-1", as_of=SEND_ON)
    assert (waiting.state, waiting.words) == (RunState.AWAITING_SIGNATURE, "awaiting-signature")
    assert town.caught() == []

    there, back = town.folder / "to-sign", town.folder / "from-signing"
    back.mkdir()
    exported = town.run(export_letters, 2025, "sinar-1", str(there), as_of=SEND_ON)
    drafts = sorted(there.glob("*.pdf"))
    assert exported.facts["count"] == len(drafts) == 5

    # Two letters exchanged: none of them is taken in.
    first, second, *_ = drafts
    (back / first.name).write_bytes(signed(second.read_bytes()))
    with pytest.raises(LetterOfAnother):
        town.run(import_letters, 2025, "sinar-1", str(back), "Budi", as_of=SEND_ON)
    assert town.query("SELECT count(*) FROM official_letter WHERE signed_sha256 IS NOT NULL") == [
        (0,)
    ]
    for draft in drafts:
        (back / draft.name).write_bytes(signed(draft.read_bytes()))
    taken = town.run(import_letters, 2025, "sinar-1", str(back), "Budi", as_of=SEND_ON)
    assert (taken.words, taken.facts["count"]) == ("letters-all-signed", 5)
    again = town.run(import_letters, 2025, "sinar-1", str(back), "Budi", as_of=SEND_ON)
    assert again.facts["count"] == 0

    town.run(send_invitations, 2025, session="sinar-1", as_of=SEND_ON)
    sent = set()
    for file in (town.folder / "outbox").glob("*.eml"):
        mail = email.message_from_bytes(file.read_bytes(), policy=policy.default)
        if str(mail["Message-ID"]).startswith("<invitation."):
            sent |= {hashlib.sha256(one.get_content()).hexdigest()
                     for one in mail.iter_attachments()
                     if one.get_content_type() == "application/pdf"}  # fmt: skip
    assert sent == {hashlib.sha256(one.read_bytes()).hexdigest() for one in back.glob("*.pdf")}
    assert sent == {sha for (sha,) in town.query("SELECT signed_sha256 FROM official_letter")}


def test_letters_bear_the_numbers_that_another_register_gave(town: Town):
    from flows.invitations import send_invitations
    from flows.signing import import_numbers

    town.change_config('numbers = "own"', 'numbers = "given"')
    town.up_to_invitations()
    town.approve(Subject.INVITATIONS)
    waiting = town.run(send_invitations, 2025, session="sinar-1", as_of=SEND_ON)
    assert (waiting.state, waiting.words) == (RunState.WAITING_FOR_DATA, "awaiting-numbers")
    assert town.caught() == []
    agencies = list(waiting.facts["awaiting"])  # type: ignore[call-overload]
    rows = [f"{one},SRIKANDI/{place},2025-02-26,Rabu" for place, one in enumerate(agencies)]
    file = town.folder / "numbers.csv"
    file.write_text("\n".join(["perangkat_daerah,nomor,tanggal,hari", *rows]))
    taken = town.run(import_numbers, 2025, "sinar-1", str(file), "Budi", as_of=SEND_ON)
    assert (taken.words, taken.facts["count"]) == ("numbers-all-taken", len(agencies))
    town.run(send_invitations, 2025, session="sinar-1", as_of=SEND_ON)
    assert town.caught()
    letters = town.query("SELECT agency_code, number, dated_on FROM official_letter")
    assert sorted(letters) == [
        (one, f"SRIKANDI/{place}", "2025-02-26") for place, one in enumerate(agencies)
    ]

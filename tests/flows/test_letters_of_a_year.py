"""Letters beside the invitations: each leaves with its occasion, once, where `config/` wants it."""

import email
from collections import Counter
from datetime import date
from email import policy
from email.message import EmailMessage

from openpyxl import load_workbook
from town import YEAR, Town

from coaching.domain.cycle import Subject

HELD_ON = date(2025, 3, 13)
SWITCHES = ("approval_request", "delegation_received", "thanks", "report")


def letters(town: Town, kind: str) -> list[EmailMessage]:
    made = [email.message_from_bytes(file.read_bytes(), policy=policy.default)
            for file in sorted((town.folder / "outbox").glob("*.eml"))]  # fmt: skip
    return [one for one in made if str(one["Message-ID"]).startswith(f"<{kind}.")]


def text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    return "" if body is None else str(body.get_content())


def files(mail: EmailMessage) -> list[str]:
    return [str(one.get_filename()) for one in mail.iter_attachments()]


def up_to_the_sheet(town: Town) -> None:
    town.up_to_sending()
    town.answer()
    town.hand_in_sheet("sinar-1", HELD_ON)
    town.cycle(date(2025, 3, 14))


def test_each_letter_leaves_with_its_occasion_and_says_what_it_is_for(town: Town):
    town.change_config("nomination_request = false", "nomination_request = true")
    town.change_config(
        r'\[\[invite\]\]\nwho = "head"',
        '[[invite]]\nwho = "nominated"\nquota = 2\n\n[[invite]]\nwho = "head"',
    )
    up_to_the_sheet(town)
    asked, people = letters(town, "approval-request")
    fingerprint, chosen = town.list_of(Subject.SELECTION)
    assert fingerprint[:12] in text(asked)
    assert files(asked) == ["2025-selection-r1.pdf"]
    assert str(asked["To"]).endswith("<walikota@kotacontoh.example>")
    _, called = town.list_of(Subject.INVITATIONS)
    assert f"jumlah {len(called)}" in text(people)
    assert files(people) == []

    requests = letters(town, "nomination-request")
    assert sorted(files(one)[0] for one in requests) == sorted(f"2025-{one}.xlsx" for one in chosen)
    form = next(requests[0].iter_attachments()).get_content()
    (town.folder / "form.xlsx").write_bytes(form)
    assert load_workbook(town.folder / "form.xlsx")["sinar"]["B1"].value == YEAR
    named = dict(town.query("SELECT i.person_key, a.delegate FROM invitation_answer a "
                            "JOIN invitation i ON i.id = a.invitation_id "
                            "WHERE a.delegate IS NOT NULL"))  # fmt: skip
    noted = letters(town, "delegation-received")
    assert sorted(named.values()) == sorted(
        line.removeprefix("Wakil: ") for one in noted for line in text(one).splitlines()
        if line.startswith("Wakil: ")
    )  # fmt: skip
    came = town.query("SELECT p.email FROM attendance t JOIN invitation i ON i.id = t.invitation_id"
                      " JOIN person p ON p.key = i.person_key "
                      "WHERE t.presence IN ('present', 'represented')")  # fmt: skip
    thanked = Counter(str(one["To"]).rpartition("<")[2].strip(">")
                      for one in letters(town, "thanks"))  # fmt: skip
    assert thanked == Counter(address for (address,) in came)

    # What the sheet said of somebody is corrected in the file of rejects: they came after all.
    from flows.rejects import import_rejects

    file = town.mend_sheet()
    report = town.run(import_rejects, file, "Budi", as_of=date(2025, 3, 15))
    assert (report.words, report.facts["accepted"]) == ("rejects-taken", 1)
    assert len(letters(town, "thanks")) == len(came) + 1
    assert town.run(import_rejects, file, "Budi", as_of=date(2025, 3, 15)).words == (
        "rejects-taken-before"
    )
    assert len(letters(town, "thanks")) == len(came) + 1


def test_the_silent_are_reminded_once_a_window_and_nobody_who_answered(town: Town):
    town.up_to_sending()
    town.answer()
    for day in (4, 5, 5, 6):  # the first window opens on the fifth
        town.cycle(date(2025, 3, day))
    silent = town.query("SELECT p.email FROM invitation i JOIN person p ON p.key = i.person_key "
                        "JOIN mail_message m ON m.person_key = p.key AND m.kind = 'invitation' "
                        "WHERE m.state = 'sent' AND i.id NOT IN "
                        "(SELECT invitation_id FROM invitation_answer) AND i.id NOT IN "
                        "(SELECT coalesce(invitation_id, 0) FROM incoming_mail "
                        "WHERE waits)")  # fmt: skip
    reminded = letters(town, "reminder")
    assert len(reminded) == len(town.caught("reminder")) == len(silent) > 0
    assert {str(one["To"]).rpartition("<")[2].strip(">") for one in reminded} == {
        address for (address,) in silent
    }
    assert all("belum kami terima" in text(one) for one in reminded)
    assert all("undangan.ics" in files(one) for one in reminded)
    # Who is still silent is reminded once more in the second window, and then left alone.
    for day in (8, 8, 9, 10, 12):
        town.cycle(date(2025, 3, day))
    assert len(town.caught("reminder")) == len(set(town.caught("reminder"))) == 2 * len(silent)
    assert town.query("SELECT DISTINCT state FROM mail_message WHERE kind = 'reminder'") == [
        ("sent",)
    ]


def test_a_letter_that_is_switched_off_does_not_leave(town: Town):
    for switch in SWITCHES:
        town.change_config(f"{switch} = true", f"{switch} = false")
    town.change_config("count = 2", "count = 0")
    up_to_the_sheet(town)
    assert set(town.query("SELECT DISTINCT kind FROM mail_message")) == {("invitation",)}
    assert len(town.caught("")) == len(town.caught())


def test_a_letter_reads_as_the_officers_worded_it(town: Town):
    (town.folder / "config" / "letters.toml").write_text(
        '[id.approval-request]\nopening = "Mohon arahan Ibu atas {list} ({count} baris)."\n'
    )
    town.up_to_proposal()
    [asked] = letters(town, "approval-request")
    assert "Mohon arahan Ibu atas daftar perangkat daerah (9 baris)." in text(asked)


def test_a_list_that_changes_before_it_is_decided_is_asked_for_anew(town: Town):
    town.up_to_proposal()
    town.change_config("capacity = 9", "capacity = 8")
    town.command("run", "select-target-agencies", "--year", "2025", "--as-of", "2025-01-20")
    first, second = letters(town, "approval-request")
    assert first["Message-ID"] != second["Message-ID"]
    assert "jumlah 9" in text(first)
    assert "jumlah 8" in text(second)

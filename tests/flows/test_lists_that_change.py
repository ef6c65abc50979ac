"""What was approved is what happens: a list that changes afterwards stops the year."""

import re
from datetime import date

import pytest
from pypdf import PdfReader
from town import PULL_ON, SELECT_ON, YEAR, Town, made_up_city

from coaching.domain.cycle import Subject
from coaching.domain.progress import RunState
from coaching.errors import ListChanged

SEND_ON = date(2025, 2, 27)


def test_an_agency_more_on_the_list_stops_the_year_and_is_named(town: Town):
    town.up_to_invitations()
    town.approve(Subject.INVITATIONS)
    town.change_config("capacity = 9", "capacity = 8")
    stopped = town.cycle(SEND_ON)
    assert isinstance(stopped.problem, ListChanged)
    [gone] = stopped.problem.facts["removed"]
    assert gone in str(stopped.facts["lines"])
    assert town.caught() == []
    # The way on: propose again, read what changed, approve the new list.
    again = town.command("run", "select-target-agencies", "--year", str(YEAR))
    assert again.returncode == 0
    assert gone in again.stdout
    assert town.cycle(SEND_ON).state is RunState.WAITING_FOR_APPROVAL
    town.approve(Subject.SELECTION)
    assert town.cycle(SEND_ON).state is RunState.NEEDS_A_PERSON  # fewer people are invited now
    town.approve(Subject.INVITATIONS)
    assert town.cycle(SEND_ON).state is RunState.DONE
    assert town.caught()


def test_values_that_change_after_the_approval_stop_the_year(town: Town):
    town.up_to_invitations()
    town.approve(Subject.INVITATIONS)
    _, chosen = town.list_of(Subject.SELECTION)
    [(name,)] = town.query(f"SELECT name FROM agency WHERE code = '{chosen[-1]}'")
    for file in (town.folder / "data").glob("indicators_2024_*.csv"):
        text = file.read_text()
        comma = ";" if ";" in text else ","
        lines = text.splitlines()
        better = [_perfect(line, comma) if line.startswith(name) else line for line in lines]
        file.write_text("\n".join(better) + "\n")
    assert town.command("run", "pull-indicators", "--year", str(YEAR)).returncode == 0
    stopped = town.cycle(SEND_ON)
    assert isinstance(stopped.problem, ListChanged)
    assert stopped.problem.facts["removed"] == [chosen[-1]]
    assert town.caught() == []


def _perfect(line: str, comma: str) -> str:
    cells = line.split(comma)
    cells[3] = "0" if cells[2] == "unexcused-absence" else "99"
    return comma.join(cells)


def test_a_person_more_on_the_list_stops_the_year_and_an_address_does_not(town: Town):
    town.up_to_invitations()
    town.approve(Subject.INVITATIONS)
    # Somebody's address is corrected: the list is the same, the mail goes to the new one.
    [(person, old)] = town.query(
        "SELECT p.key, p.email FROM invitation i JOIN person p ON p.key = i.person_key "
        "WHERE p.email NOT LIKE 'kec.%' LIMIT 1"
    )
    [export] = (town.folder / "data").glob("siasn_profil_*.csv")
    export.write_text(export.read_text().replace(old, "alamat.baru@kotacontoh.example"))
    assert town.command("run", "pull-indicators", "--year", str(YEAR)).returncode == 0
    assert town.query(f"SELECT email FROM person WHERE key = '{person}'") == [
        ("alamat.baru@kotacontoh.example",)
    ]
    assert town.cycle(SEND_ON).state is RunState.DONE
    mails = "".join(path.read_text() for path in (town.folder / "outbox").glob("*.eml"))
    assert "alamat.baru@kotacontoh.example" in mails
    assert old not in mails
    # One more person per agency: the second session's list is another one now.
    town.change_config(r"quota = 2", "quota = 3")
    stopped = town.cycle(date(2025, 4, 10))
    assert isinstance(stopped.problem, ListChanged)
    assert stopped.problem.facts["subject"] == "invitations"
    assert stopped.problem.facts["added"]
    assert all(person[:8] not in line for line in stopped.problem.facts["added"])  # type: ignore[union-attr]


def test_an_address_that_comes_late_is_written_to_before_the_session(town: Town):
    town.up_to_invitations()
    town.approve(Subject.INVITATIONS)
    [(person, address)] = town.query(
        "SELECT p.key, p.email FROM invitation i JOIN person p ON p.key = i.person_key "
        "JOIN coaching_session s ON s.id = i.session_id WHERE s.code = 'sinar-1' LIMIT 1"
    )
    [export] = (town.folder / "data").glob("siasn_profil_*.csv")
    whole = export.read_text()
    export.write_text(whole.replace(address, ""))
    town.command("run", "pull-indicators", "--year", str(YEAR))
    town.cycle(SEND_ON)
    assert town.query(f"SELECT state FROM mail_message WHERE person_key = '{person}'") == [
        ("queued",)
    ]
    assert person[:8] in town.command("doctor", "--year", str(YEAR)).stdout
    export.write_text(whole)
    town.command("run", "pull-indicators", "--year", str(YEAR))
    before = len(town.caught())
    assert town.cycle(date(2025, 3, 3)).state is RunState.DONE
    assert len(town.caught()) == before + 1
    assert town.cycle(date(2025, 3, 4)).state is RunState.NOTHING_TO_DO


@pytest.mark.parametrize("session", ["sinar-1"])
def test_a_session_that_has_passed_invites_nobody(town: Town, session: str):
    town.up_to_invitations()
    town.approve(Subject.INVITATIONS)
    late = town.cycle(date(2025, 3, 20))
    assert late.problem is None
    assert town.caught() == []
    states = {state for (state,) in town.query(
        f"SELECT state FROM mail_message WHERE session = '{session}'"
    )}  # fmt: skip
    assert states == {"expired"}


def test_lists_of_employees_choose_too_and_a_corrected_one_is_a_new_version(town: Town):
    from flows.indicators import pull_indicators
    from flows.selection import select_target_agencies

    town.change_config("agency_pages = false", "agency_pages = true")
    town.change_config('holds = "indicators"', 'holds = "indicators"\nstatus = "provisional"',
                       "sources.toml")  # fmt: skip
    town.open_year()
    pulled = town.cycle(PULL_ON)
    assert pulled.problem is None
    counted = town.query(
        "SELECT indicator, count(*), sum(measured) FROM measurement GROUP BY indicator"
    )
    people = sum(made_up_city().counts.values())
    for indicator, agencies, heads in counted:
        assert agencies == (33 if indicator == "good-performance" else 35)
        assert people - 60 < heads <= people
    assert {row[0] for row in counted} == {"good-performance", "twenty-hours", "discipline-cases"}
    kept = town.query("SELECT source, rows, file_name FROM employee_snapshot ORDER BY source")
    assert [row[0] for row in kept] == ["discipline", "employees", "performance", "training"]
    assert all((town.folder / "snapshots" / name).stat().st_size for _, _, name in kept)
    town.cycle(SELECT_ON)
    # The list says how much of it is provisional, and the page of each agency lies beside it.
    [page] = (town.folder / "reports").glob("*-selection-r1.pdf")
    said = " ".join(PdfReader(page).pages[0].extract_text().split())
    assert re.search(r"Dari \d+ nilai di balik daftar ini, \d+ masih sementara", said)
    assert {"2025-ranking-r1.html", "2025-ranking-r1.pdf"} <= reports(town)
    assert len(list((town.folder / "reports/2025-agencies-r1").glob("*.pdf"))) == 35
    before = town.list_of(Subject.SELECTION)
    town.run(pull_indicators, YEAR, as_of=SELECT_ON)
    assert town.query("SELECT source, rows, file_name FROM employee_snapshot ORDER BY source") == (
        kept
    )
    # Every third predicate of an agency was wrong: with the right ones it is needier than others.
    [file] = (town.folder / "data").glob("kinerja_*.csv")
    theirs = {one.nip for one in made_up_city().people if one.agency == "rsud"}
    lines = [line.split(",") for line in file.read_text().splitlines()]
    wrong = {nip for nip in theirs if int(nip) % 3 == 0}
    corrected = [[*one[:2], "Kurang"] if one[0] in wrong else one for one in lines]
    file.write_text("\n".join(",".join(one) for one in corrected) + "\n")
    town.run(pull_indicators, YEAR, as_of=SELECT_ON)
    assert len(town.query("SELECT id FROM employee_snapshot")) == len(kept) + 1
    town.run(select_target_agencies, YEAR, as_of=SELECT_ON)
    _, chosen = town.list_of(Subject.SELECTION)
    assert "rsud" not in before[1]
    assert "rsud" in chosen
    assert "2025-ranking-r2.pdf" in reports(town)


def reports(town: Town) -> set[str]:
    return {one.name for one in (town.folder / "reports").iterdir()}

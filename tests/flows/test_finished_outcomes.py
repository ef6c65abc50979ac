"""Years that end without coaching: nobody needs it, or nobody can judge. Both are finished."""

import csv
import email
from collections.abc import Callable
from datetime import date
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from town import PULL_ON, SELECT_ON, YEAR, Town

from coaching.database import agencies
from coaching.database.work import reading
from coaching.domain.progress import RunState
from coaching.errors import NotYet, NoValueForYear


def keep_rows(
    town: Town, keeps: Callable[[list[str]], list[str] | None], files: str = "indicators_2024_*.csv"
) -> None:
    """Rewrite indicator files, those of the year before; `keeps` changes a row or drops it."""
    for file in (town.folder / "data").glob(files):
        text = file.read_text()
        comma = ";" if text.splitlines()[0].count(";") else ","
        header, *rows = list(csv.reader(text.splitlines(), delimiter=comma))
        kept = [changed for row in rows if (changed := keeps(row)) is not None]
        with file.open("w", newline="") as out:
            csv.writer(out, delimiter=comma).writerows([header, *kept])


def the_letter(town: Town) -> EmailMessage:
    [path] = (town.folder / "outbox").glob("*.eml")
    return email.message_from_bytes(path.read_bytes(), policy=policy.default)  # type: ignore[return-value]


def without_lists_of_employees(town: Town) -> None:
    """Leave the city with what its agencies report: lists of employees count otherwise."""
    file = town.folder / "config/sources.toml"
    told, mark, _lists = file.read_text().partition("# The city's own lists of employees")
    assert mark
    file.write_text(told)


EVER = "indicators_*.csv"  # a city that became good in one year would not be believed


def all_met(row: list[str]) -> list[str]:
    """Meet the target, a little differently in each quarter: copies are not believed either."""
    tenths = sum(map(ord, row[1])) % 10
    better = {"unexcused-absence": f"0.{tenths}"}
    return [*row[:3], better.get(row[2], f"98.{tenths}"), *row[4:]]


def test_where_every_target_is_met_the_year_ends_with_a_letter(town: Town):
    without_lists_of_employees(town)
    keep_rows(town, all_met, EVER)
    town.open_year()
    town.cycle(PULL_ON)
    ended = town.cycle(SELECT_ON)
    assert ended.state is RunState.NOBODY_NEEDS_COACHING
    assert town.query("SELECT outcome FROM cycle") == [("nobody-needs-coaching",)]
    assert (town.folder / "letters" / f"{YEAR}-nobody-needs-coaching.pdf").exists()
    letter = the_letter(town)
    assert letter["To"].addresses[0].addr_spec == "walikota@kotacontoh.example"
    assert "tidak ada perangkat daerah yang perlu dibina" in str(letter["Subject"])
    # It is finished: nothing is due any more, and nothing happens twice.
    assert town.cycle(date(2025, 3, 1)).state is RunState.NOTHING_TO_DO
    assert town.command("run", "select-target-agencies", "--year", str(YEAR)).returncode == 0
    assert len(town.caught("")) == 1


def test_a_must_is_coached_even_where_every_target_is_met(town: Town):
    without_lists_of_employees(town)
    keep_rows(town, all_met, EVER)
    config = town.folder / "config" / "programme.toml"
    must = f'\n[[must]]\nyear = {YEAR}\nagency = "bpbd"\nreason = "Perangkat daerah baru."\n'
    config.write_text(config.read_text() + must)
    town.open_year()
    town.cycle(PULL_ON)
    assert town.cycle(SELECT_ON).state is RunState.WAITING_FOR_APPROVAL
    [row] = [row for row in town.export("selection") if row["decision"] == "must"]
    assert row["agency"] == "bpbd"
    assert "Perangkat daerah baru." in row["reason"]


def test_where_too_few_report_the_year_cannot_be_judged_and_the_letter_says_who(town: Town):
    first_quarter = (town.folder / "data" / "indicators_2024_q1.csv").read_text()
    names = sorted(
        {row[0] for row in csv.reader(first_quarter.splitlines())} - {"perangkat_daerah"}
    )
    silent = set(names[: len(names) // 2])
    keep_rows(town, lambda row: None if row[0] in silent else row)
    town.open_year()
    town.cycle(PULL_ON)
    assert town.cycle(SELECT_ON).state is RunState.CANNOT_JUDGE
    assert town.query("SELECT outcome FROM cycle") == [("cannot-judge",)]
    text = the_letter(town).get_body(("plain",)).get_content()  # type: ignore[union-attr]
    text = the_letter(town).get_body(("plain",)).get_content()  # type: ignore[union-attr]
    unheard = {row["agency"] for row in town.export("selection") if row["decision"] == "not-ranked"}
    with reading() as db:
        title = agencies.titles(db, YEAR - 1)
    assert len(silent) - 2 <= len(unheard) <= len(silent)
    assert all(f"{title[code]}: " in text for code in unheard)
    assert "IP ASN, 2024" in text
    assert not any(f"{title[code]}: " in text for code in set(title) - unheard)
    assert (town.folder / "letters" / f"{YEAR}-cannot-judge.pdf").exists()


def test_fewer_than_eight_agencies_cannot_be_judged(town: Town):
    data = town.folder / "data"
    header, *rows = (data / "agencies.csv").read_text().splitlines(keepends=True)
    (data / "agencies.csv").write_text("".join([header, *rows[:7]]))
    codes = {row.split(",")[0] for row in rows[:7]}
    header, *named = (data / "agency_names.csv").read_text().splitlines(keepends=True)
    kept = [row for row in named if row.split(",")[0] in codes]
    (data / "agency_names.csv").write_text("".join([header, *kept]))
    town.open_year()
    town.cycle(PULL_ON)
    assert town.cycle(SELECT_ON).state is RunState.CANNOT_JUDGE


def test_no_value_at_all_for_the_year_is_a_problem_and_not_a_verdict(town: Town):
    without_lists_of_employees(town)
    for file in (town.folder / "data").glob("indicators_2024_*.csv"):
        file.unlink()
    town.open_year()
    town.cycle(PULL_ON)
    stopped = town.cycle(SELECT_ON)
    assert isinstance(stopped.problem, NoValueForYear)
    assert town.query("SELECT outcome FROM cycle") == [(None,)]
    told = town.command("run", "select-target-agencies", "--year", str(YEAR))
    assert told.returncode == NoValueForYear.exit_code
    assert "2024" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_stage_by_hand_opens_the_year_and_keeps_its_other_preconditions(town: Town):
    early = town.command("run", "select-target-agencies", "--year", str(YEAR))
    assert early.returncode == NotYet.exit_code
    pulled = town.command("run", "pull-indicators", "--year", str(YEAR), "--as-of", "2025-01-02")
    assert pulled.returncode == 0
    assert town.query("SELECT year FROM cycle") == [(YEAR,)]
    proposed = town.command(
        "run", "select-target-agencies", "--year", str(YEAR), "--as-of", "2025-01-03"
    )
    assert proposed.returncode == 0
    # The conductor finds both done.
    assert town.cycle(SELECT_ON).state is RunState.WAITING_FOR_APPROVAL
    assert town.query("SELECT stage FROM stage_record ORDER BY stage") == [
        ("pull-indicators",), ("select-target-agencies",),
    ]  # fmt: skip
    unapproved = town.command("run", "send-invitations", "--year", str(YEAR))
    assert unapproved.returncode == NotYet.exit_code


@pytest.mark.parametrize("language", ["id", "en"])
def test_problems_are_told_in_the_language_asked_for(town: Town, language: str):
    told = town.command(
        "run", "select-target-agencies", "--year", str(YEAR), COACHING_LANGUAGE=language
    )
    assert ("belum dapat dijalankan" if language == "id" else "cannot run yet") in told.stderr


def test_a_dry_run_counts_nothing_as_sent_and_going_live_sends(town: Town):
    town.up_to_invitations()
    from coaching.domain.cycle import Subject

    town.approve(Subject.INVITATIONS)
    words = ("run", "send-invitations", "--year", str(YEAR), "--as-of", "2025-02-27")
    outbox = Path("dry")
    dry = town.command(*words, COACHING_MODE="dry-run", COACHING_OUTPUT_DIR=str(outbox))
    assert dry.returncode == 0, dry.stderr
    _, people = town.list_of(Subject.INVITATIONS)
    written = list((town.folder / outbox / "outbox").glob("*-invitation-*.eml"))
    assert len(written) == town.mails_to(people) < len(people)
    assert town.caught() == []
    invited = "FROM mail_message WHERE kind = 'invitation'"
    assert town.query(f"SELECT DISTINCT state {invited}") == [("queued",)]
    files = sorted((town.folder / outbox / "outbox").glob("*.eml"))
    before = [file.read_bytes() for file in files]
    town.command(*words, COACHING_MODE="dry-run", COACHING_OUTPUT_DIR=str(outbox))
    assert [file.read_bytes() for file in files] == before
    live = town.command(*words)
    assert live.returncode == 0, live.stderr
    assert len(town.caught()) == len(written)

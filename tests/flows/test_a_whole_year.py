"""One year in the made-up city, told from its opening to its evaluation."""

import json
import re
from datetime import date

import pytest
from town import PULL_ON, SELECT_ON, YEAR, Town

from coaching.database import plans
from coaching.database.work import work
from coaching.domain.cycle import Subject
from coaching.domain.evaluation_rules import Threat, ThreatAnswer
from coaching.domain.progress import RunState
from coaching.errors import CountDiffers, FingerprintStale, ReasonMissing
from coaching.reports.tracing import traced
from flows.evaluation import compile_evaluation
from flows.forms.stages import compile_form
from flows.rejects import import_rejects

SENT_ON, HELD_ON = date(2025, 2, 27), date(2025, 3, 13)
SECOND_SENT_ON, SECOND_HELD_ON = date(2025, 4, 10), date(2025, 4, 24)
JUDGED_ON = date(2026, 1, 20)
DAYS = (PULL_ON, SELECT_ON, date(2025, 1, 20), SENT_ON, date(2025, 3, 14), SECOND_SENT_ON,
        date(2025, 4, 25), JUDGED_ON)  # fmt: skip


def test_a_year_from_its_opening_to_its_evaluation_and_nothing_happens_twice(any_town: Town):
    town = any_town
    # Nothing is due before the year is open, and a year is opened once.
    assert town.cycle(date(2025, 1, 6)).state is RunState.NOTHING_TO_DO
    assert town.open_year().words == "year-opened"
    assert town.open_year().words == "year-open-before"

    # January: data, then a proposal that waits for the mayor.
    town.cycle(PULL_ON)
    assert town.cycle(SELECT_ON).state is RunState.WAITING_FOR_APPROVAL
    _, chosen = town.list_of(Subject.SELECTION)
    assert len(chosen) == 9
    with pytest.raises(CountDiffers):
        town.approve(Subject.SELECTION, recipients=8)
    with pytest.raises(FingerprintStale):
        town.approve(Subject.SELECTION, fingerprint="0" * 12)
    assert town.cycle(date(2025, 2, 1)).state is RunState.WAITING_FOR_APPROVAL
    assert town.approve(Subject.SELECTION)
    assert not town.approve(Subject.SELECTION)

    # The list of people is a decision of its own; no mail leaves before it.
    assert town.cycle(date(2025, 2, 2)).state is RunState.WAITING_FOR_APPROVAL
    _, people = town.list_of(Subject.INVITATIONS)
    town.approve(Subject.INVITATIONS)
    assert town.cycle(date(2025, 2, 3)).state is RunState.NOTHING_TO_DO
    assert town.caught() == []

    # After two weeks without power the first session's invitations leave, late.
    late = town.cycle(date(2025, 3, 1))
    assert "terlambat 2 hari" in str(late.facts["lines"])
    first = town.query("SELECT count(*) FROM mail_message WHERE state = 'sent' AND "
                       "kind = 'invitation'")[0][0]  # fmt: skip
    assert 0 < first < len(people)
    assert len(town.caught()) == first

    # People answer by mail; the sheet is handed in with mistakes.
    answered = town.answer()
    waiting = town.cycle(date(2025, 3, 14))
    assert waiting.state is RunState.WAITING_FOR_DATA
    assert town.query("SELECT count(*) FROM incoming_mail") == [(answered,)]
    town.hand_in_sheet("sinar-1", HELD_ON)
    assert town.cycle(date(2025, 3, 15)).state is RunState.DONE
    assert town.query("SELECT count(*) FROM attendance")[0][0] > 0
    assert any(file.startswith("rejects/attendance") for file in town.files())

    # The second session.
    town.cycle(SECOND_SENT_ON)
    town.answer()
    town.hand_in_sheet("sinar-2", SECOND_HELD_ON)
    town.cycle(date(2025, 4, 25))
    assert len(town.caught()) == town.mails_to(people) == len(set(town.caught()))

    # The evaluation waits until the indicators that judge the year are in.
    assert town.cycle(JUDGED_ON).state is RunState.WAITING_FOR_DATA
    town.report_outcomes()
    assert town.cycle(date(2026, 1, 27)).state is RunState.DONE
    [(verdict, coached, others, low, estimate, high)] = town.query(
        "SELECT verdict, coached, others, low, estimate, high FROM evaluation"
    )
    assert coached == 9
    assert others == 20  # four of the 24 rest after coaching the year before
    assert low < estimate < high
    assert verdict == ("raised" if low > 0 else "not-distinguishable")
    kinds_of_page = ("evaluation-v1", "evaluation-report-v1")
    pages = {f"reports/2025-{one}.{form}" for one in kinds_of_page for form in ("pdf", "html")}
    assert {*pages, "reports/2025-evaluation-report-v1.docx"} <= set(town.files())
    assert town.query(f"SELECT outcome FROM cycle WHERE year = {YEAR}") == [("evaluated",)]

    # Beside the invitations: two lists to decide on, delegates noted, thanks, the report.
    kinds = dict(town.query("SELECT kind, count(*) FROM mail_message WHERE state = 'sent' "
                            "GROUP BY kind"))  # fmt: skip
    came = town.query("SELECT DISTINCT s.code || ' ' || p.key FROM attendance a "
                      "JOIN invitation i ON i.id = a.invitation_id "
                      "JOIN person p ON p.key = i.person_key "
                      "JOIN coaching_session s ON s.id = i.session_id "
                      "WHERE a.presence IN ('present', 'represented')")  # fmt: skip
    thanks = town.mails_to(line for (line,) in came)
    named = town.query("SELECT count(*) FROM invitation_answer WHERE delegate IS NOT NULL")[0][0]
    assert kinds == {"invitation": town.mails_to(people), "approval-request": 2, "thanks": thanks,
                     "delegation-received": named, "report": 1}  # fmt: skip
    assert len(town.caught("")) == len(set(town.caught(""))) == sum(kinds.values())

    # The whole year again, in new processes: no row, no file and no mail changes.
    rows, files, mails = town.records(), town.files(), town.caught("")
    for stage in ("annual-cycle", "pull-indicators", "select-target-agencies", "send-invitations",
                  "collect-attendance", "compile-evaluation"):  # fmt: skip
        again = town.command("run", stage, "--year", str(YEAR), "--as-of", "2025-06-01")
        assert again.returncode == 0, again.stderr
    assert town.command("run", "cycle", "--as-of", "2026-02-01").returncode == 0
    assert town.records() == rows
    assert town.files() == files
    assert town.caught("") == mails
    _somebody_who_came_after_all_is_not_thanked_so_late(town)
    _a_correction_is_a_second_version_with_its_reason(town, town.files())


def _somebody_who_came_after_all_is_not_thanked_so_late(town: Town) -> None:
    came = "SELECT count(*) FROM attendance WHERE presence = 'present'"
    [(before,)], mails = town.query(came), town.caught("")
    report = town.run(import_rejects, town.mend_sheet(), "Budi", as_of=date(2026, 2, 1))
    assert report.facts["accepted"] == 1
    assert town.query(came) == [(before + 1,)]
    assert town.caught("") == mails
    assert town.query("SELECT count(*) FROM mail_message WHERE state = 'queued'") == [(0,)]


def _a_correction_is_a_second_version_with_its_reason(town: Town, files: dict[str, str]) -> None:
    [file] = (town.folder / "data").glob("indicators_2025_q4*")
    file.write_text(re.sub(r"(ip-asn[;,])(\d)", r"\g<1>7", file.read_text(), count=3))
    with work() as db:
        plans.answer(db, YEAR, Threat.PROGRAMMES, ThreatAnswer(True, "WBK"), "Budi", JUDGED_ON)
    # By itself nothing is published again, and by hand not without a reason.
    assert town.cycle(date(2026, 2, 2)).state is RunState.NOTHING_TO_DO
    with pytest.raises(ReasonMissing):
        town.run(compile_evaluation, YEAR, as_of=date(2026, 2, 2))
    assert town.files() == files
    form = {"year": YEAR, "entered_by": "Budi", "as_of": "2026-02-02",
            "reason_again": "Nilai triwulan IV dikoreksi."}  # fmt: skip
    assert town.run(compile_form, form).facts["version"] == 2
    now = town.files()
    assert {name: now[name] for name in files} == files
    assert {"reports/2025-evaluation-v2.pdf", "reports/2025-evaluation-report-v2.pdf"} <= set(now)
    page = (town.folder / "reports" / "2025-evaluation-v2.html").read_text()
    for words in ("Perubahan dari versi 1", "Nilai triwulan IV dikoreksi.", "nilai sesudah: ",
                  "Belum diketahui → Ada"):  # fmt: skip
        assert words in page
    assert town.query("SELECT entered_by FROM evaluation_reason") == [("Budi",)]
    assert len(town.caught("report")) == 2
    # Both versions come out again, each from the pulls it was read from.
    one, two = (traced(YEAR, version) for version in (1, 2))
    assert one.sha256 != two.sha256
    # Registers are kept as they were last corrected: only the second is still theirs.
    first, second = (
        next(told for told in trace.figures if told.name == "attendance.came")
        for trace in (one, two)
    )
    assert (first.value, first.is_checked) == (second.value - 1, False)
    assert (second.again, second.is_checked) == (second.value, True)
    # The same again, with the same reason: nothing new.
    assert town.run(compile_form, form).words == "evaluation-same"
    assert town.files() == now


def test_each_day_and_stage_again_in_the_middle_of_the_year_changes_nothing(town: Town):
    town.up_to_sending()
    rows, files, mails = town.records(), town.files(), town.caught("")
    assert town.cycle(date(2025, 2, 27)).state is RunState.NOTHING_TO_DO
    for stage in ("annual-cycle", "pull-indicators", "select-target-agencies"):
        again = town.command("run", stage, "--year", str(YEAR), "--as-of", "2025-02-27")
        assert again.returncode == 0, again.stderr
    assert town.records() == rows
    assert town.files() == files
    assert town.caught("") == mails
    # By hand only the due date is ignored: the second session's invitations leave early, once.
    early = town.command("run", "send-invitations", "--year", str(YEAR), "--as-of", "2025-02-27")
    assert early.returncode == 0, early.stderr
    assert len(town.caught("")) == len(set(town.caught(""))) > len(mails)
    assert town.cycle(date(2025, 4, 10)).state is not RunState.NEEDS_A_PERSON
    assert len(town.caught()) == town.mails_to(town.list_of(Subject.INVITATIONS)[1])


def test_deleting_one_agencys_values_changes_the_list_and_names_it(town: Town):
    town.up_to_proposal()
    _, chosen = town.list_of(Subject.SELECTION)
    gone = chosen[0]
    [(name,)] = town.query(f"SELECT name FROM agency WHERE code = '{gone}'")
    for file in (town.folder / "data").glob("indicators_2024_*.csv"):
        kept = [line for line in file.read_text().splitlines(keepends=True) if name not in line]
        file.write_text("".join(kept))
    (town.folder / "coaching.db").unlink()
    for leftover in town.folder.glob("coaching.db-*"):
        leftover.unlink()
    from coaching.database.work import engine

    engine().dispose()
    town.up_to_proposal()
    _, now = town.list_of(Subject.SELECTION)
    assert gone not in now
    assert len(now) == len(chosen)
    [row] = [row for row in town.export("selection") if row["agency"] == gone]
    assert row["decision"] == "not-ranked"
    assert row["rank"] == ""


def test_status_says_what_to_approve(town: Town):
    town.up_to_proposal()
    fingerprint, chosen = town.list_of(Subject.SELECTION)
    found = json.loads(town.command("status", "--json", "--as-of", "2025-01-19").stdout)
    assert found["years"][0]["waits_for"] == {
        "subject": "selection", "fingerprint": fingerprint[:12], "recipients": len(chosen),
    }  # fmt: skip

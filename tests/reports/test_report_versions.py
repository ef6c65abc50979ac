"""A later version of a report says what changed and why, and points at nobody."""

from dataclasses import replace
from io import BytesIO

import pytest
from full_words import make_full
from pypdf import PdfReader
from report_words import make_brief
from syrupy.assertion import SnapshotAssertion

from coaching.domain.evaluation_rules import Verdict
from coaching.domain.versions import Change, Changes
from coaching.reports.brief import evaluation_brief
from coaching.reports.changed import changes_section
from coaching.reports.full.report import full_report
from coaching.reports.sentences import plain
from coaching.reports.wording import Wording
from coaching.reports.words import AgencyAttendance, BriefWords

CHANGES = Changes(
    1,
    figures=(
        Change("verdict", "not-distinguishable", "raised"), Change("estimate", 1.9, 5.2),
        Change("low", -1.4, 1.1), Change("coached", 8, 9), Change("second_opinion", None, -0.7),
    ),
    values=(
        Change("outcome", None, 66.25, "a0"), Change("score", 0.41, 0.415, "a1"),
        Change("coached", False, True, "a2"),
    ),
    attendance=(
        Change("came", 151, 153), Change("came", 18, 20, "a0"), Change("came", 1, 2, "few"),
    ),
    threats=(
        Change("rule-set", {"standing": "unknown"}, {"standing": "clear"}),
        Change("programmes", {"standing": "present"}, {"standing": "present", "facts": {}}),
    ),
    plan=(Change("margin", 1.0, 2.0), Change("higher_is_better", True, False)),
    levels=(Change("reaction", None, {}), Change("exploratory", [], [1])),
)  # fmt: skip
REASON = 'Nilai "Satpol PP" dikoreksi; lihat nota 800/3.'


def second(language: str = "id") -> BriefWords:
    brief = make_brief(Verdict.RAISED, 7, language)
    few = (AgencyAttendance("few", 2, absent=1), AgencyAttendance("few2", 3, absent=1))
    return replace(
        brief, version=2, changes=CHANGES, reason=REASON, attendance=(*brief.attendance, *few),
        agency_names={**brief.agency_names, "few": "Bagian Kecil", "few2": "Bagian Mungil"},
    )  # fmt: skip


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_change_is_told_before_and_after(language: str, snapshot: SnapshotAssertion):
    [told] = changes_section(Wording(language, "poin"), second(language))
    lines = [told["title"], told["note"]]
    lines += [f"{row['name']}: {plain(row['words'])}" for row in told["rows"]]
    assert "\n".join(lines) == snapshot


def test_who_came_of_an_agency_of_few_is_not_told():
    [told] = changes_section(Wording("id", "poin"), second())
    assert "Bagian Kecil" not in [row["name"] for row in told["rows"]]


def test_the_brief_keeps_its_page_and_the_changes_have_the_next():
    made = evaluation_brief(second())
    first, last = (page.extract_text() for page in PdfReader(BytesIO(made.pdf)).pages)
    assert "perubahan di halaman terakhir" in first
    assert REASON not in first
    assert REASON in " ".join(last.split())
    assert "dikoreksi; lihat nota 800/3." in made.html
    assert evaluation_brief(second()).pdf == made.pdf


def test_the_first_version_tells_of_no_changes():
    first = make_brief(Verdict.RAISED)
    assert changes_section(Wording("id", "poin"), first) == []
    assert "halaman terakhir" not in evaluation_brief(first).html


def test_the_full_report_has_the_changes_after_its_conclusion():
    whole = make_full(Verdict.RAISED)
    later = replace(whole, brief=replace(whole.brief, version=2, changes=CHANGES, reason=REASON))
    titles = [one["title"] for one in full_report(later)["parts"]]
    assert titles[1] == "2. Perubahan dari versi 1"
    assert len(titles) == len(full_report(whole)["parts"]) + 1


@pytest.mark.parametrize(("before", "shown"), [({"a0": 20, "a1": 19}, True),
                                               ({"a0": 4, "a1": 19}, False),
                                               ({"a0": 7, "a1": 3}, False)])  # fmt: skip
def test_what_the_version_before_hid_of_few_people_is_not_told_by_the_next(
    before: dict[str, int], *, shown: bool
):
    brief = second()
    grown = replace(CHANGES, attendance=(Change("came", 3, 20, "a0"),), invited_before=before)
    [told] = changes_section(Wording("id", "poin"), replace(brief, changes=grown))
    lines = [plain(row["words"]) for row in told["rows"]]
    assert any("hadir: 3 → 20" in line for line in lines) is shown

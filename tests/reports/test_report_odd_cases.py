"""Numbers in odd cases: percentages, less is better, points earned, nothing planned before."""

import dataclasses
from io import BytesIO

import pytest
from full_words import make_grounds
from pypdf import PdfReader
from report_words import make_brief, make_evaluation, make_selection

from coaching.domain.evaluation_rules import Verdict
from coaching.reports.brief import evaluation_brief
from coaching.reports.selection import selection_page
from coaching.reports.sentences import ESTIMATED, before_after, decimals, lead, plain
from coaching.reports.wording import Wording


def said(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize(("verdict", "ends", "digits"), [
    (Verdict.RAISED, (0.3, 4.2), 1), (Verdict.RAISED, (0.04, 4.2), 2),
    (Verdict.RAISED, (0.003, 4.2), 3), (Verdict.LOWERED, (-4.2, -0.0004), 4),
    (Verdict.NEGLIGIBLE, (-0.4, 0.8), 1), (Verdict.NEGLIGIBLE, (-0.4, 0.97), 2),
])  # fmt: skip
def test_both_ends_of_an_interval_are_seen_where_they_are(
    verdict: Verdict, ends: tuple[float, float], digits: int
):
    found = make_evaluation(verdict, 9, low=ends[0], high=ends[1])
    assert decimals(found) == digits
    for end in ends:
        assert (round(end, digits) > 0) is (end > 0)
        assert verdict is not Verdict.NEGLIGIBLE or abs(round(end, digits)) < found.margin


@pytest.mark.parametrize("language", ["id", "en"])
def test_where_less_is_better_the_sign_is_explained_and_nothing_is_called_a_rise(language: str):
    speech = Wording(language, "hari", differs=True)
    for verdict in ESTIMATED:
        plainly = make_brief(verdict, 9, language)
        brief = dataclasses.replace(plainly, higher_is_better=False)
        explained = speech.say("brief.sign_less_is_better")
        assert explained in plain(lead(speech, brief))
        assert explained not in plain(lead(speech, plainly))
        told = plain(before_after(speech, brief))
        assert "kenaikan" not in told
        assert " rise" not in told


@pytest.mark.parametrize(("language", "told"), [
    ("id", "5,2 persen poin"), ("en", "5.2 percentage points"),
])  # fmt: skip
def test_between_two_percentages_lie_percentage_points(language: str, told: str):
    brief = dataclasses.replace(make_brief(Verdict.RAISED, 9, language), unit="persen")
    assert told in said(evaluation_brief(brief).pdf)
    # A value is a percentage all the same.
    assert Wording(language, "persen").amount(5.2) not in told


@pytest.mark.parametrize("language", ["id", "en"])
def test_points_earned_by_attending_are_no_rise_to_be_expected(language: str):
    speech = Wording(language, "poin", differs=True)
    brief = make_brief(Verdict.RAISED, 9, language, points_removed=1.5)
    told = plain(before_after(speech, brief))
    assert speech.say("brief.before_after_points", points=speech.amount(1.5)) in told


@pytest.mark.parametrize("verdict", list(Verdict))
def test_what_nobody_planned_before_is_called_exploratory_beside_the_verdict(verdict: Verdict):
    speech, brief = Wording("id", "poin", differs=True), make_brief(verdict)
    unplanned = dataclasses.replace(brief, grounds=make_grounds(frozen=False))
    planned = dataclasses.replace(brief, grounds=make_grounds())
    expected = verdict is not Verdict.COUNTS_ONLY
    assert ("eksploratif" in plain(lead(speech, unplanned))) is expected
    assert "eksploratif" not in plain(lead(speech, planned))


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_list_says_what_it_can_show_and_where_that_is_nothing_it_says_that(language: str):
    speech = Wording(language, "poin")
    nothing = speech.say("selection.lead_not_detectable")
    words = make_selection(12, language)
    assert nothing in said(selection_page(words))
    told = said(selection_page(dataclasses.replace(words, detectable=4.93, unit="poin")))
    assert nothing not in told
    assert speech.number(4.93) in told

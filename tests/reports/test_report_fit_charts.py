"""Charts of the fit: what is drawn can be measured, and is what the model says."""

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from full_words import YEAR, make_full
from test_report_charts import TEXT, assert_inside

from coaching.domain.evaluation_rules import Verdict
from coaching.domain.fitted import Course
from coaching.reports.full.conclusion import counted
from coaching.reports.full.course_chart import course_chart
from coaching.reports.full.effect_chart import Counted, effect_chart
from coaching.reports.full.score_chart import score_chart
from coaching.reports.full.words import FullWords

LANGUAGES = ["id", "en"]
WITH_NUMBER = [Verdict.RAISED, Verdict.LOWERED, Verdict.NOT_DISTINGUISHABLE, Verdict.NEGLIGIBLE]
LINE = re.compile(r'<path d="M ([\d.]+) ([\d.]+) \nL ([\d.]+) ([\d.]+) \n" [^>]*style="([^"]*)"')


def per_unit(svg: str, *, across: bool = False) -> float:
    """How many points of the drawing one unit takes, by the labels of its axis."""
    ticks = []
    for style, x, y, words in TEXT.findall(svg):
        at_side = "text-anchor: end" in style
        if re.fullmatch(r"[+−]?[\d,]+", words) and across != at_side:
            number = float(words.replace(",", ".").replace("−", "-"))
            ticks.append((number, float(x if across else y)))
    (low, start), (high, end) = min(ticks), max(ticks)
    return (end - start) / (high - low)


def lines(svg: str, *marks: str) -> list[list[float]]:
    return [
        [float(end) for end in ends]
        for *ends, style in LINE.findall(svg)
        if all(mark in style for mark in marks)
    ]


@pytest.mark.parametrize("verdict", WITH_NUMBER)
def test_the_distance_of_the_two_lines_is_the_estimate_of_the_verdict(verdict: Verdict):
    words = make_full(verdict)
    found = words.evaluation
    svg = score_chart(words.speech, found.fit, found.estimate, higher_is_better=True).decode()
    without = lines(svg, "stroke: #56636f", "stroke-dasharray")[0]
    coached = lines(svg, "stroke: #f2a900", "stroke-width: 4.2")[0]
    for end in (1, 3):
        assert (coached[end] - without[end]) / per_unit(svg) == pytest.approx(
            found.estimate, abs=0.01
        )


@pytest.mark.parametrize("verdict", WITH_NUMBER)
def test_the_last_gap_over_the_years_is_the_estimate_of_the_verdict(verdict: Verdict):
    words = make_full(verdict)
    svg = course_chart(words.speech, words.course, YEAR, judged=True).decode()
    gap = lines(svg, "stroke: #f2a900", "stroke-width: 5")[0]
    found = (gap[3] - gap[1]) / per_unit(svg)
    assert found == pytest.approx(words.evaluation.estimate, abs=0.01)


@pytest.mark.parametrize("verdict", WITH_NUMBER)
def test_the_interval_is_as_long_as_the_model_says(verdict: Verdict):
    words = make_full(verdict)
    found = words.evaluation
    svg = effect_chart(words.speech, counted(words.speech, words), found.margin).decode()
    left, _, right, _ = lines(svg, "stroke: #f2a900")[0]
    length = (right - left) / per_unit(svg, across=True)
    assert length == pytest.approx(found.high - found.low, rel=0.01)


def stretched(words: FullWords, factor: float) -> FullWords:
    found = words.evaluation
    fit = tuple(replace(
        one, expected=one.expected * factor, after=one.after * factor,
        at_score=one.at_score * factor,
    ) for one in found.fit)  # fmt: skip
    values = {
        name: getattr(found, name) * factor
        for name in ("estimate", "low", "high", "detectable", "before_after", "second_opinion")
    }
    brief = replace(
        words.brief, evaluation=replace(found, fit=fit, **values), unit="hari per 100 pegawai"
    )
    return replace(words, brief=brief)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("factor", [1.0, -1.0, 40.0])
def test_charts_of_the_fit_keep_their_words_on_the_sheet(language: str, factor: float):
    words = stretched(make_full(Verdict.RAISED, language), factor)
    found, speech = words.evaluation, words.speech
    assert_inside(effect_chart(speech, counted(speech, words), found.margin))
    assert_inside(score_chart(speech, found.fit, found.estimate, higher_is_better=factor > 0))
    for last in (YEAR, YEAR + 1):
        years = (*range(YEAR - 3, YEAR), last)
        means = tuple(factor * one for one in (70.0, 71.0, 66.0, 71.2))
        moved = Course(years, means, (None, *means[1:]), factor * 71.0)
        for judged in (True, False):
            assert_inside(course_chart(speech, moved, YEAR, judged=judged))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sign", [1, -1])
def test_an_effect_far_from_zero_leaves_no_word_beside_the_sheet(language: str, sign: int):
    speech = make_full(Verdict.RAISED, language).speech
    low, high = sorted((sign * 40.0, sign * 44.0))
    rows = [Counted("A", sign * 42.0, low, high, main=True), Counted("B", sign * 43.0)]
    for suffix in ("", "_less_is_better"):
        assert_inside(effect_chart(speech, rows, 0.1, suffix))


def test_words_beside_the_last_year_never_lie_on_each_other():
    words = make_full()
    moved = Course((2024, 2025, YEAR), (70.0, 66.0, 70.01), (70.0, 70.0, 70.0), 70.02)
    svg = course_chart(words.speech, moved, YEAR, judged=True).decode()
    beside = sorted(
        float(y) for _, _, y, told in TEXT.findall(svg) if re.match(r"\d\d,\d \w", told)
    )
    assert len(beside) == 3
    assert min(np.subtract(after, before) for before, after in pairwise(beside)) > 10


def test_groups_differ_by_shape_so_that_no_colour_is_needed():
    words = make_full()
    svg = score_chart(words.speech, words.evaluation.fit, 1.0, higher_is_better=True).decode()
    assert len(set(re.findall(r'<path id="(m[0-9a-f]+)"', svg))) == 2

"""What is drawn of a model is what that model says."""

from statistics import fmean

import numpy as np
import pandas as pd
import pytest
from years import LESS, judged, lose, table, turned

from coaching.domain.comparing import Part, parts
from coaching.domain.evaluation import Evaluation
from coaching.domain.fitted import course

YEAR = 2025


def uneven(effect: float = 5.0) -> pd.DataFrame:
    dice = np.random.default_rng(3)
    rows = pd.concat([table(effect)] * 3, ignore_index=True)
    spread = dice.normal(0, 2, len(rows))
    score = rows["score"] + dice.normal(0, 0.1, len(rows))
    names = [f"agency-{number:02d}" for number in range(len(rows))]
    return rows.assign(
        agency=names, score=score, baseline=rows["baseline"] + spread,
        earlier=rows["baseline"] + dice.normal(0, 2, len(rows)),
    )  # fmt: skip


def gaps(found: Evaluation, *, coached: bool) -> list[float]:
    return [one.after - one.expected for one in found.fit if one.coached is coached]


def test_the_coached_lie_above_expectation_by_the_estimate_and_the_others_on_it():
    found = judged(uneven())
    assert fmean(gaps(found, coached=True)) == pytest.approx(found.estimate)
    assert fmean(gaps(found, coached=False)) == pytest.approx(0, abs=1e-9)


def test_where_less_is_better_the_drawn_gap_is_the_estimate_the_other_way_round():
    found = judged(turned(uneven()), LESS)
    assert fmean(gaps(found, coached=True)) == pytest.approx(-(found.estimate or 0))


def test_at_an_average_past_the_expectation_is_a_straight_line_over_the_score():
    found = judged(uneven())
    slope, constant = np.polyfit(
        [one.score for one in found.fit], [one.at_score for one in found.fit], 1
    )
    for one in found.fit:
        assert one.at_score == pytest.approx(constant + slope * one.score)
        assert one.after_at_score - one.at_score == pytest.approx(one.after - one.expected)
    # The past of all agencies together is the average past.
    assert fmean(one.at_score for one in found.fit) == pytest.approx(
        fmean(one.expected for one in found.fit)
    )


def test_with_the_list_as_instrument_the_same_line_is_drawn_from_that_model():
    rows = uneven()
    listed = rows["coached"].to_numpy(copy=True)
    listed[0], listed[5] = False, True
    found = judged(rows.assign(listed=listed))
    slope, _ = np.polyfit([one.score for one in found.fit], [one.at_score for one in found.fit], 1)
    first, last = found.fit[0], found.fit[-1]
    assert last.at_score - first.at_score == pytest.approx(slope * (last.score - first.score))
    assert {one.agency for one in found.fit} == set(rows["agency"])


def test_points_earned_by_attending_are_off_what_is_drawn():
    rows = uneven().assign(earned=lambda rows: 2.0 * rows["coached"])
    plain, found = judged(uneven()), judged(rows)
    assert found.fit[0].after == pytest.approx(plain.fit[0].after - 2)


def test_no_estimate_has_no_fit_and_none_is_stored():
    assert judged(table(8, coached=3)).fit == ()
    assert "fit" not in judged(uneven()).as_document()


def past(years: dict[int, float]) -> pd.DataFrame:
    names = uneven()["agency"]
    return pd.DataFrame({year: [value] * len(names) for year, value in years.items()}, names)


def test_the_course_ends_in_the_means_of_the_model():
    found = judged(uneven())
    moved = course(found.fit, past({2022: 55.0, 2023: 57.0}), YEAR, YEAR)
    assert moved is not None
    assert moved.years == (2022, 2023, 2024, 2025)
    assert moved.coached[:2] == pytest.approx((55, 57))
    after, expected = moved.coached[-1], moved.expected
    assert after is not None
    assert after - expected == pytest.approx(found.estimate)


def test_years_of_which_too_few_have_a_value_are_not_drawn():
    found = judged(uneven())
    told = past({2021: np.nan, 2022: 55.0, 2023: 57.0})
    told.loc[[one.agency for one in found.fit if one.coached][:3], 2022] = np.nan
    moved = course(found.fit, told, YEAR, YEAR + 1)
    assert moved is not None
    assert moved.years == (2022, 2023, 2024, 2026)
    assert moved.coached[0] is None
    assert moved.others[0] == pytest.approx(55)
    assert course((), told, YEAR, YEAR) is None


def test_a_dip_is_one_where_the_distance_grew_in_the_year_that_chose():
    rows = uneven()
    sunk = rows.assign(baseline=rows["baseline"] - 6 * rows["coached"])
    assert moved_as(sunk, {2023: 55.0})
    assert not moved_as(rows.assign(baseline=55.0), {2023: 55.0})
    assert not moved_as(sunk, {})
    nobody = past({2022: 55.0, 2023: 55.0})
    nobody.loc[rows.loc[rows["coached"], "agency"], 2023] = np.nan
    found = course(judged(sunk).fit, nobody, YEAR, YEAR)
    assert found is not None
    assert not found.has_dip


def moved_as(rows: pd.DataFrame, years: dict[int, float]) -> bool:
    found = course(judged(rows).fit, past(years), YEAR, YEAR)
    assert found is not None
    return found.has_dip


def test_each_agency_has_the_part_that_the_estimate_gave_it():
    rows = lose(lose(table(8, coached=5, others=10), [0, 9]), [10], "score")
    rows = rows.assign(resting=[*[False] * 11, *[True] * 2, False, False])
    found = parts(rows)
    assert found[0] == found[9] == Part.LOST
    assert found[10] == Part.UNRANKED
    assert found[11] == found[12] == Part.RESTING
    judged_rows = judged(rows)
    assert (found == Part.COACHED).sum() == judged_rows.coached
    assert (found == Part.OTHER).sum() == judged_rows.others
    assert parts(table(8)).tolist() == ["coached"] * 4 + ["other"] * 8

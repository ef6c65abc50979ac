"""Values that cannot be believed are held back, and each says what would end that."""

from dataclasses import replace

import pandas as pd
import pytest

from coaching.domain.caution import Caution
from coaching.domain.indicators import Indicator
from coaching.domain.usable import Usable, silent_agencies, usable

SERVICE = Indicator("service", "", "", "", 80, 60, 3, mean_over_people=True, largest_jump=15)
ABSENCE = Indicator("absence", "", "", "", 2, 12, 1)
CAREFUL = Caution(minimum_quarters=2, minimum_respondents=5)
YEAR = 2025
QUARTERS = {f"{YEAR}-Q{number}": 70.0 + number for number in range(1, 5)}
BEFORE = {f"{YEAR - 1}-Q{number}": 69.0 + number / 2 for number in range(1, 5)}


def rows(people: float | None = 40, **agencies: dict[str, float]) -> pd.DataFrame:
    """Return what sources gave of the service indicator."""
    told = [
        (agency, "service", period, value, people)
        for agency, values in agencies.items()
        for period, value in values.items()
    ]
    return pd.DataFrame(told, columns=["agency", "indicator", "period", "value", "respondents"])


def judged(
    values: pd.DataFrame, indicator: Indicator = SERVICE, caution: Caution = CAREFUL
) -> Usable:
    agencies = sorted({*values["agency"], "a"})
    return usable(values, agencies, [indicator], YEAR, caution)


def why(found: Usable, agency: str = "a") -> dict[str, object] | None:
    return found.withheld.get((agency, "service"))


def test_a_year_like_any_other_is_used():
    found = judged(rows(a={**BEFORE, **QUARTERS}))
    assert found.withheld == {}
    assert found.values["value"].tolist() == [72.5]


def test_no_value_asks_for_one_of_that_year():
    found = judged(rows(b=QUARTERS))
    assert why(found) == {"why": "missing", "year": YEAR}
    assert why(found, "b") is None


def test_fewer_quarters_than_asked_are_stale_where_others_reported_more():
    found = judged(rows(a={f"{YEAR}-Q1": 70.0}, b=QUARTERS))
    assert why(found) == {"why": "stale", "year": YEAR, "quarters": 1, "needed": 2}
    assert set(found.values["agency"]) == {"b"}


def test_in_a_city_that_has_one_quarter_one_is_enough():
    assert judged(rows(a={f"{YEAR}-Q1": 70.0}, b={f"{YEAR}-Q1": 71.0})).withheld == {}


def test_a_yearly_value_is_whole():
    assert judged(rows(a={str(YEAR): 70.0}, b=QUARTERS)).withheld == {}


def test_a_year_that_repeats_the_year_before_quarter_by_quarter_is_stale():
    copied = {f"{YEAR - 1}-Q{number}": 70.0 + number for number in range(1, 5)}
    found = judged(rows(a={**copied, **QUARTERS}))
    assert why(found) == {"why": "stale", "year": YEAR, "quarters": None, "needed": None}


def test_a_target_met_in_every_quarter_of_both_years_is_no_copy():
    full = {f"{year}-Q{number}": 100.0 for year in (YEAR - 1, YEAR) for number in range(1, 5)}
    assert judged(rows(a=full)).withheld == {}


def test_a_mean_over_too_few_people_is_not_judged():
    found = judged(rows(people=4, a=QUARTERS))
    assert why(found) == {"why": "tiny", "year": YEAR, "people": 4, "needed": 5}


@pytest.mark.parametrize("people", [5, None])
def test_enough_people_or_an_unknown_number_are(people: float | None):
    assert judged(rows(people=people, a=QUARTERS)).withheld == {}


def test_what_is_no_mean_over_people_has_no_fewest():
    plain = replace(SERVICE, mean_over_people=False)
    assert judged(rows(people=1, a=QUARTERS), plain).withheld == {}


@pytest.mark.parametrize(
    ("changed", "before", "period"),
    [(f"{YEAR}-Q3", 72.0, f"{YEAR}-Q3"), (f"{YEAR}-Q1", 71.0, f"{YEAR}-Q1")],
)
def test_a_change_too_great_to_believe_waits_for_a_confirmation(
    changed: str, before: float, period: str
):
    values = rows(a={**BEFORE, **QUARTERS, changed: 8.0})
    told = why(judged(values))
    assert told == {
        "why": "jump", "year": YEAR, "period": period, "before": before, "after": 8.0,
    }  # fmt: skip
    confirmed = replace(CAREFUL, confirmed={("a", "service")})
    assert judged(values, caution=confirmed).withheld == {}


def test_a_jump_of_years_past_is_history():
    assert judged(rows(a={f"{YEAR - 1}-Q1": 20.0, **BEFORE, **QUARTERS})).withheld == {}


def test_without_a_largest_jump_every_change_is_believed():
    calm = replace(SERVICE, largest_jump=None)
    assert judged(rows(a={**QUARTERS, f"{YEAR}-Q3": 8.0}), calm).withheld == {}


def test_what_was_measured_in_another_way_is_not_judged_by_nor_compared_with():
    changed = replace(SERVICE, defined_since=f"{YEAR}-Q2")
    found = judged(rows(a=QUARTERS), changed)
    assert why(found) == {"why": "definition", "since": f"{YEAR}-Q2", "year": YEAR}
    since = replace(SERVICE, defined_since=str(YEAR))
    far = {f"{YEAR - 1}-Q4": 20.0}  # by the old definition: no jump, another thing
    assert judged(rows(a={**far, **QUARTERS}), since).withheld == {}


def test_confirming_does_not_make_people_or_values_appear():
    confirmed = replace(CAREFUL, confirmed={("a", "service")})
    assert why(judged(rows(people=4, a=QUARTERS), caution=confirmed))
    assert why(judged(rows(b=QUARTERS), caution=confirmed))


# --- silence ---

BOTH = [SERVICE, ABSENCE]
TWO_YEARS = [["a", "b"], ["a", "b"]]


def test_two_years_without_data_are_too_long():
    values = rows(b={**BEFORE, **QUARTERS})
    assert silent_agencies(values, TWO_YEARS, BOTH, YEAR, 0.7) == ["a"]


def test_one_year_without_data_is_not():
    values = rows(a=BEFORE, b={**BEFORE, **QUARTERS})
    assert silent_agencies(values, TWO_YEARS, BOTH, YEAR, 0.7) == []


def test_an_agency_that_did_not_exist_yet_was_not_silent():
    values = rows(b={**BEFORE, **QUARTERS})
    assert silent_agencies(values, [["a", "b"], ["b"]], BOTH, YEAR, 0.7) == []


def test_a_year_in_which_nobody_has_data_is_nobodys_silence():
    assert silent_agencies(rows(b=QUARTERS), TWO_YEARS, BOTH, YEAR, 0.7) == []


def test_where_no_length_is_asked_for_nobody_is_silent():
    assert silent_agencies(rows(b=QUARTERS), [], BOTH, YEAR, 0.7) == []


def test_a_part_of_the_weight_is_silence_too_where_it_does_not_reach_the_coverage():
    values = rows(a={**BEFORE, **QUARTERS}).assign(indicator="absence")
    both = pd.concat([values, rows(b={**BEFORE, **QUARTERS})])
    assert silent_agencies(both, TWO_YEARS, BOTH, YEAR, 0.7) == ["a"]

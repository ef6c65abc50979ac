"""An indicator as agency by year."""

import pandas as pd
import pytest

from coaching.domain.yearly_values import panel, values_of_year


def values(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["agency", "indicator", "period", "value"])


SOME = values(
    ("a", "x", "2020", 5), ("a", "x", "2020-Q1", 9), ("a", "x", "2021-Q1", 1),
    ("a", "x", "2021-Q3", 3), ("b", "x", "2020-Q4", 7), ("b", "y", "2021", 8),
)  # fmt: skip


def test_each_year_is_what_the_values_of_that_year_say():
    found = panel(SOME, "x", range(2019, 2023))
    assert list(found.columns) == [2019, 2020, 2021, 2022]
    for year in (2020, 2021):
        own = SOME[SOME["indicator"] == "x"]
        expected = values_of_year(own, year).set_index("agency")["value"]
        assert found[year].dropna().to_dict() == expected.to_dict()
    assert found.loc["a", 2020] == 5
    assert found.loc["a", 2021] == pytest.approx(2)


def test_years_and_indicators_without_values_are_empty():
    assert panel(SOME, "x", [2019, 2022]).isna().all().all()
    nothing = panel(SOME, "z", [2020, 2021])
    assert list(nothing.columns) == [2020, 2021]
    assert nothing.empty

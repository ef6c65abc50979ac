"""Our comparisons against figures that others published, on the very data they used.

The stores of Card and Krueger (1994) are missing: none of the packages looked at brings them along.
"""

from importlib.metadata import distribution

import numpy as np
import pandas as pd
import pytest

from coaching.stats.designs import ancova, difference_in_differences
from coaching.stats.instrument import two_stage

NEVER = 0  # group of counties that never raised the minimum wage

# Callaway and Sant'Anna (2021), the example of the R package `did`: log teen employment of
# counties, by the year the minimum wage rose and the year looked at, without covariates.
PUBLISHED = {
    2004: [-0.0105, -0.0704, -0.1373, -0.1008],
    2006: [0.0065, -0.0028, -0.0046, -0.0412],
    2007: [0.0305, -0.0027, -0.0311, -0.0261],
}
SIMPLE = -0.0400  # their mean over all treated years, groups by size

REGIONS = [f"reg66{one}" for one in range(2, 10)]
HELD_EQUAL = ["exper", "expersq", "black", "smsa", "south", "smsa66", *REGIONS]


def brought_by(package: str, file: str) -> str:
    """Return where a data file of a package lies; importing the package would take seconds."""
    return str(distribution(package).locate_file(file))


@pytest.fixture(scope="module")
def employment() -> pd.DataFrame:
    """Return log employment: one row per county, indexed by its group; one column per year."""
    told = pd.read_pickle(brought_by("moderndid", "moderndid/core/datasets/mpdta_long.pkl.gz"))
    return told.pivot(index=["countyreal", "first.treat"], columns="year", values="lemp")


@pytest.fixture(scope="module")
def wages() -> pd.DataFrame:
    return pd.read_csv(brought_by("linearmodels", "linearmodels/datasets/card/card.csv.bz2"))


def effect(employment: pd.DataFrame, group: int, year: int) -> float:
    groups = employment.index.get_level_values("first.treat")
    own = employment[(groups == group) | (groups == NEVER)]
    before = min(year, group) - 1  # before the rise; else the year before
    treated = own.index.get_level_values("first.treat") == group
    return difference_in_differences(own[year].to_numpy(), own[before].to_numpy(), treated)


@pytest.mark.parametrize("group", PUBLISHED)
def test_minimum_wages_and_teen_employment_by_group_and_year(employment: pd.DataFrame, group: int):
    found = [effect(employment, group, year) for year in range(2004, 2008)]
    np.testing.assert_allclose(found, PUBLISHED[group], atol=5e-5)


def test_minimum_wages_and_teen_employment_in_one_figure(employment: pd.DataFrame):
    sizes = employment.groupby("first.treat").size()
    treated = [(group, year) for group in PUBLISHED for year in range(group, 2008)]
    found = np.average(
        [effect(employment, *one) for one in treated], weights=[sizes[one[0]] for one in treated]
    )
    assert found == pytest.approx(SIMPLE, abs=5e-5)


def test_returns_to_schooling_with_nearness_to_a_college_as_instrument(wages: pd.DataFrame):
    # Card (1995), table 3; Wooldridge, Introductory Econometrics, example 15.4:
    # 0.132 (0.055). Our error is HC3, theirs takes equal spread for granted.
    found = two_stage(
        wages["lwage"], wages["educ"], wages["nearc4"], {one: wages[one] for one in HELD_EQUAL}
    ).found
    assert found.effect == pytest.approx(0.132, abs=5e-4)
    assert found.standard_error == pytest.approx(0.055, abs=1.5e-3)


def test_returns_to_schooling_by_least_squares(wages: pd.DataFrame):
    # The same table: 0.075 (0.003).
    found = ancova(wages["lwage"], wages["educ"], {one: wages[one] for one in HELD_EQUAL})
    assert found.effect == pytest.approx(0.075, abs=5e-4)
    assert found.standard_error == pytest.approx(0.003, abs=7e-4)

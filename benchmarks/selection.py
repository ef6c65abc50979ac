"""Does the list hold those who truly need it most? Made-up worlds whose truth is known.

    python benchmarks/selection.py [--quick] [--json]

The shares of the truly worst quarter that each rule catches are compared with those
published for the method; each may lie at most three standard errors away.
"""

import sys
import time
from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd
from reporting import Report, arguments, at_most, progress, tell

from coaching.domain.circumstances import Circumstances
from coaching.domain.indicators import Indicator
from coaching.domain.lot import Seed
from coaching.domain.measured import measured
from coaching.domain.selection import select
from coaching.domain.selection_rules import SelectionRules

Numbers = npt.NDArray[np.float64]

YEAR, QUARTERS = 2024, 4
# Points: between agencies; of a quarter; of one employee. The last two were found by matching
# what was published of the raw last quarter (share caught, and share of small agencies on the
# list); everything else is then foretold and not fitted.
SPREAD, DRIFT, PERSON = 6.0, 2.0, 22.0
MEDIAN, LOG_SPREAD, SMALLEST, LARGEST = 60.0, 0.9, 8, 1500  # of head-counts
PUBLISHED: Mapping[tuple[str, int], float] = {
    ("raw last quarter", 35): 0.714, ("raw last quarter", 100): 0.717,
    ("shrunken last quarter", 35): 0.716, ("shrunken last quarter", 100): 0.720,
    ("raw mean", 35): 0.835, ("raw mean", 100): 0.840,
    ("shrunken mean", 35): 0.836, ("shrunken mean", 100): 0.842,
    ("random", 35): 0.257, ("random", 100): 0.249,
}  # fmt: skip
# Everybody has a gap, so that the order of needs is the order of values.
PLAIN = Indicator("score", "", "", "", 200, 0, 1)
OVER_PEOPLE = Indicator("score", "", "", "", 200, 0, 1, mean_over_people=True)


def world(dice: np.random.Generator, count: int) -> tuple["pd.Series[float]", pd.DataFrame]:
    """Return what agencies are truly like, and what four quarters say of them."""
    codes = pd.Index([f"agency-{place:03d}" for place in range(count)], name="agency")
    people = np.exp(dice.normal(np.log(MEDIAN), LOG_SPREAD, count)).clip(SMALLEST, LARGEST).round()
    truth = pd.Series(dice.normal(70, SPREAD, count), codes)
    noise = np.sqrt(DRIFT**2 + PERSON**2 / people)
    seen = truth.to_numpy()[:, None] + noise[:, None] * dice.standard_normal((count, QUARTERS))
    rows = [
        (code, "score", f"{YEAR}-Q{quarter + 1}", seen[place, quarter], people[place])
        for place, code in enumerate(codes)
        for quarter in range(QUARTERS)
    ]
    columns = ["agency", "indicator", "period", "value", "respondents"]
    return truth, pd.DataFrame(rows, columns=columns)


def listed(values: pd.DataFrame, indicator: Indicator, places: int) -> list[str]:
    """Return the list the product makes of those values."""
    rules = SelectionRules(
        capacity=places, minimum_coverage=0.7, minimum_agencies=1, minimum_judged_share=0,
        rest_years=0,
    )  # fmt: skip
    found = measured(values, [indicator], YEAR)
    return select(
        found, sorted(values["agency"].unique()), [indicator], rules, (), {}, YEAR + 1
    ).agencies  # fmt: skip


def rules(dice: np.random.Generator) -> Mapping[str, Callable[[pd.DataFrame, int], list[str]]]:
    """Return the rules by name; each takes values and places."""

    def last(values: pd.DataFrame) -> pd.DataFrame:
        """Return the last quarter, with the noise that all quarters tell of."""
        errors = measured(values, [OVER_PEOPLE], YEAR).set_index("agency")["error"]
        now = values[values["period"] == f"{YEAR}-Q{QUARTERS}"]
        return now.assign(error=now["agency"].map(errors) * np.sqrt(QUARTERS))

    def of_last(values: pd.DataFrame, indicator: Indicator, places: int) -> list[str]:
        rows, agencies = last(values), sorted(values["agency"].unique())
        few = SelectionRules(places, 0.7, 1, 0, 0)
        return select(rows, agencies, [indicator], few, (), {}, YEAR + 1).agencies

    return {
        "raw last quarter": lambda values, places: of_last(values, PLAIN, places),
        "shrunken last quarter": lambda values, places: of_last(values, OVER_PEOPLE, places),
        "raw mean": lambda values, places: listed(values, PLAIN, places),
        "shrunken mean": lambda values, places: listed(values, OVER_PEOPLE, places),
        "random": lambda values, places: list(
            dice.choice(sorted(values["agency"].unique()), places, replace=False)
        ),
    }


def hit_rates(count: int, worlds: int, seed: int = 1) -> dict[str, Numbers]:
    """Return for each rule the share of the truly worst quarter it caught, world by world."""
    dice = np.random.default_rng([seed, count])
    places = round(count / 4)
    found: dict[str, list[float]] = {}
    for _ in range(worlds):
        truth, values = world(dice, count)
        worst = set(truth.nsmallest(places).index)
        for name, rule in rules(dice).items():
            found.setdefault(name, []).append(len(worst & set(rule(values, places))) / places)
    return {name: np.array(shares) for name, shares in found.items()}


def distance(shares: Numbers, published: float) -> float:
    """Return how many standard errors a mean lies from a published one."""
    return float(abs(shares.mean() - published) / (shares.std(ddof=1) / np.sqrt(len(shares))))


def one_city(report: Report) -> None:
    """Measure a list of an ordinary city with its thousand redraws and its lot."""
    dice = np.random.default_rng(7)
    _, values = world(dice, 35)
    found = measured(values, [OVER_PEOPLE], YEAR)
    agencies = sorted(values["agency"].unique())
    full = SelectionRules(9, 0.7, 8, 0.7, 1, redraws=1000, lot=True)
    seconds = []
    for _ in range(5):
        began = time.perf_counter()
        known = Circumstances(seed=Seed("4711", ""))
        select(found, agencies, [OVER_PEOPLE], full, (), {}, YEAR + 1, circumstances=known)
        seconds.append(time.perf_counter() - began)
    report.measured("one city, 1000 redraws and a lot", seconds)


def main() -> int:
    """Measure and tell."""
    parser = arguments(__doc__)
    parser.add_argument("--quick", action="store_true", help="few worlds")
    given = parser.parse_args()
    report = Report(packages=("numpy", "pandas"))
    worlds = 40 if given.quick else 400
    for count in (35, 100):
        progress(f"{worlds} worlds of {count} agencies")
        for name, shares in hit_rates(count, worlds).items():
            report.measured(f"{name}, {count} agencies", [float(shares.mean())], "share caught")
            apart = distance(shares, PUBLISHED[name, count])
            report.compared(f"{name}, {count} agencies: standard errors apart", apart, at_most(3))
    one_city(report)
    return tell(report, given)


if __name__ == "__main__":
    sys.exit(main())

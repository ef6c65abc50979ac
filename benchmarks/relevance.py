"""How often the yearly review of indicators flags good ones and planted bad ones.

Years of 35 agencies and 8 quarters, made up from known truths: a good indicator,
one whose target all have reached, one that is noise, one that is a stale copy,
and one that persists and has nothing to do with the outcome.
"""

import sys
from collections import Counter
from datetime import date

import numpy as np
import pandas as pd
from reporting import Report as Measured
from reporting import arguments, at_least, at_most, progress, tell

from coaching.domain.indicators import Indicator
from coaching.domain.relevance import review
from coaching.domain.relevance_rules import RelevanceRules

AGENCIES, SPREAD, NOISE = 35, 6.0, 3.0
PERIODS = [f"{year}-Q{quarter}" for year in (2023, 2024) for quarter in (1, 2, 3, 4)]
KINDS = ("good", "ceiling", "noise", "stale", "unrelated")
OUTCOME = Indicator("outcome", "Outcome", "Outcome", "points", 75, 25, 1)
INDICATORS = [Indicator(kind, kind, kind, "points", 75, 25, 1) for kind in KINDS]


def made_up(seed: int) -> pd.DataFrame:
    """Return agency, indicator, period, value: the outcome and one indicator of each kind."""
    dice = np.random.default_rng(seed)
    shape = (AGENCIES, len(PERIODS))
    lasting = dice.normal(0, SPREAD, (AGENCIES, 1))
    apart = dice.normal(0, SPREAD, (AGENCIES, 1))
    panels = {
        "outcome": 60 + lasting + dice.normal(0, NOISE, shape),
        "good": 60 + lasting + dice.normal(0, NOISE, shape),
        "ceiling": np.minimum(100.0, 98 + dice.normal(0, 2, shape)),
        "noise": 60 + dice.normal(0, SPREAD, shape),
        "stale": np.repeat(60 + lasting, len(PERIODS), axis=1),
        "unrelated": 60 + apart + dice.normal(0, NOISE, shape),
    }
    agencies = [f"agency-{number:02d}" for number in range(AGENCIES)]
    return pd.concat([
        pd.DataFrame(panel, agencies, PERIODS).melt(
            var_name="period", ignore_index=False
        ).rename_axis("agency").reset_index().assign(indicator=code)
        for code, panel in panels.items()
    ])  # fmt: skip


def flagged(runs: int) -> Counter[str]:
    """Return how many of the runs flag each kind of indicator."""
    found: Counter[str] = Counter()
    for seed in range(runs):
        values = made_up(seed)
        seen = review(
            values, sorted(values["agency"].unique()), INDICATORS, OUTCOME, RelevanceRules(),
            year=2024, as_of=date(2025, 1, 15), flags_before={}, shows_after_days={}, seed=seed,
        )  # fmt: skip
        found.update(one.indicator for one in seen.indicators if one.flags)
        if (seed + 1) % 50 == 0:
            progress(f"{seed + 1} of {runs} years")
    return found


def main() -> int:
    """Count, and hold the shares against what the method promises."""
    parser = arguments(__doc__)
    parser.add_argument("--quick", action="store_true", help="40 years instead of 400")
    given = parser.parse_args()
    runs = 40 if given.quick else 400
    found = flagged(runs)
    report = Measured(packages=("numpy", "scipy", "pandas"))
    for kind in KINDS:
        report.measured(kind, [100 * found[kind] / runs], "% flagged")
    report.compared("good flagged", found["good"] / runs, at_most(0.0))
    for kind in ("ceiling", "noise", "stale"):
        report.compared(f"{kind} flagged", found[kind] / runs, at_least(1.0))
    return tell(report, given)


if __name__ == "__main__":
    sys.exit(main())

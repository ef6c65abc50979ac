"""Does the programme claim effects that are not there? Worlds without any, by its own functions.

Each world is a city that nobody coached: its quarterly values are selected on,
compared and judged by the very functions the flows call, and what is counted is the
verdict as it would be printed. Beside it: a plain before-and-after t test.

    python benchmarks/honesty.py [--quick] [--json] [--keep FOLDER] [--page docs/honesty.md]

The full proof takes about half an hour on two cores. With `--keep` each cell that is done is kept
there, and a proof that was interrupted goes on after it; the folder is for one state
of the code alone.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # two busy cores and two threads: a crawl
sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
import pandas as pd
from reporting import Report, arguments, at_least, at_most, machine, progress, tell
from worlds import INDICATORS, OUTCOME, YEAR, a_world

from coaching.domain.evaluation import Evaluation, evaluate
from coaching.domain.evaluation_rules import EvaluationRules, Verdict
from coaching.domain.evidence import evidence_rows
from coaching.domain.indicators import Indicator
from coaching.domain.selection import select
from coaching.domain.selection_rules import SelectionRules
from coaching.domain.yearly_values import values_of_year
from coaching.stats.least_squares import t_quantile

SIZES, QUICK_SIZES = (35, 20, 100, 500), (35,)
WORLDS, QUICK_WORLDS = 2000, 200
SHARE_COACHED = 0.25
LAST_SESSION = date(YEAR, 4, 24)
CLAIMS = (Verdict.RAISED, Verdict.LOWERED)
RULES = EvaluationRules(margin=1.0, maximum_lost_share=0.2)
MOST_CLAIMS, LEAST_COVERAGE = 0.06, 0.94
# Three standard errors of a share: what the luck of so many worlds alone can add.
LUCK = 3.0

SURVEY = Path(__file__).parents[1] / "../shared/data/civil-service-people-survey"
ENGAGEMENT = Indicator("engagement_index", "Engagement", "Engagement", "points", 75, 25, 1)
ORGANISATIONS, PLACES = 35, 9
LEAST_BEFORE_AFTER = 0.30
SURVEY_CELL = f"People Survey N={ORGANISATIONS}"
CLAIMED, COVERED = "claims of the programme", "coverage"
PAGE = Path(__file__).with_name("honesty_page.md")


@dataclass(frozen=True)
class Told:
    """What was said of one world without effect."""

    claims: bool
    covers: bool
    before_after_claims: bool
    before_after: float
    estimate: float
    detectable: float


def main() -> int:
    """Run all cells and compare them with their bounds."""
    parser = arguments(__doc__)
    parser.add_argument("--quick", action="store_true", help="a minute instead of the full proof")
    parser.add_argument("--keep", type=Path, help="folder for cells that are done")
    parser.add_argument("--page", type=Path, help="write what was found to this page")
    given = parser.parse_args()
    report = Report(packages=("numpy", "pandas", "scipy"))
    worlds = QUICK_WORLDS if given.quick else WORLDS
    cells = {}
    with ProcessPoolExecutor() as pool:
        for name, judged in _cells(quick=given.quick):
            progress(f"{name}: {worlds} worlds")
            cells[name] = _judged(pool, name, judged, worlds, given.keep)
            _compare(report, name, cells[name])
    if given.page is not None:
        given.page.write_text(page(report, cells, worlds, datetime.now(UTC).date()))
    return tell(report, given)


def _cells(*, quick: bool) -> Iterator[tuple[str, Callable[[int], Told]]]:
    """Yield the name of each cell and what judges one of its worlds."""
    if SURVEY.is_dir():
        yield SURVEY_CELL, judged_survey
    else:
        progress("People Survey: its files are not here, left out")
    for size in QUICK_SIZES if quick else SIZES:
        for persists in (False, True):
            name = f"N={size} {'AR(1)' if persists else 'iid'}"
            yield name, partial(judged_world, agencies=size, persists=persists)


def _judged(
    pool: ProcessPoolExecutor,
    name: str,
    judged: Callable[[int], Told],
    worlds: int,
    kept_in: Path | None,
) -> pd.DataFrame:
    """Judge so many worlds, or read what an earlier run kept of them."""
    kept = kept_in and kept_in / f"{name.replace(' ', '-')}-{worlds}.csv"
    if kept and kept.is_file():
        return pd.read_csv(kept)
    table = pd.DataFrame([vars(one) for one in pool.map(judged, range(worlds), chunksize=20)])
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        table.to_csv(kept, index=False)
    return table


def judged_world(seed: int, agencies: int, *, persists: bool) -> Told:
    """Select, compare and judge one city that nobody coached."""
    dice = np.random.default_rng([agencies, int(persists), seed])
    world = a_world(dice, agencies, persists=persists)
    places = max(4, round(SHARE_COACHED * agencies))
    return _told(world.values, world.agencies, INDICATORS, places, YEAR, LAST_SESSION, OUTCOME)


def _told(
    values: pd.DataFrame,
    agencies: Sequence[str],
    indicators: Sequence[Indicator],
    places: int,
    year: int,
    last_session: date | None,
    outcome: Indicator,
) -> Told:
    rules = SelectionRules(places, 0.7, 8, 0.7, 1)
    chosen = select(
        values_of_year(values, year - 1), agencies, indicators, rules, (), {}, year
    )  # fmt: skip
    rows = evidence_rows(
        values, chosen.table, chosen.agencies,
        outcome=outcome.code, year=year, judged_year=year, last_day=last_session,
    )  # fmt: skip
    found = evaluate(rows, outcome, RULES)
    change = (rows["outcome"] - rows["baseline"])[rows["coached"]].to_numpy(float)
    reach = t_quantile(0.975, len(change) - 1) * change.std(ddof=1) / len(change) ** 0.5
    return _counted(found, bool(abs(change.mean()) > reach))


def _counted(found: Evaluation, before_after_claims: bool) -> Told:
    if found.low is None or found.high is None or found.estimate is None:
        raise ValueError(f"no estimate: {found.verdict}, {found.reason}")
    return Told(
        found.verdict in CLAIMS, found.low <= 0 <= found.high, before_after_claims,
        found.before_after or 0.0, found.estimate, found.detectable or 0.0,
    )  # fmt: skip


def _compare(report: Report, name: str, table: pd.DataFrame) -> None:
    shares = table.mean()
    for figure in ("before_after", "estimate", "detectable"):
        report.results[f"{name}: mean {figure}"] = {"median": shares[figure], "unit": "points"}
    claims = shares["before_after_claims"]
    report.results[f"{name}: before/after claims"] = {"median": 100 * claims, "unit": "%"}
    luck = LUCK * (MOST_CLAIMS * (1 - MOST_CLAIMS) / len(table)) ** 0.5
    report.compared(f"{name}: {CLAIMED}", shares["claims"], at_most(round(MOST_CLAIMS + luck, 4)))
    least = at_least(round(LEAST_COVERAGE - luck, 4))
    report.compared(f"{name}: {COVERED}", shares["covers"], least)
    if name == SURVEY_CELL:
        report.compared(f"{name}: claims of before/after", claims, at_least(LEAST_BEFORE_AFTER))
    progress(f"  claims {shares['claims']:.4f}, coverage {shares['covers']:.4f}, "
             f"before/after {claims:.4f}")  # fmt: skip


def page(report: Report, cells: Mapping[str, pd.DataFrame], worlds: int, made_on: date) -> str:
    """Return what was found as a page of documentation."""
    rows = []
    for name, table in cells.items():
        shares = table.mean()
        missed = [
            what for what in (CLAIMED, COVERED)
            if not report.floors[f"{name}: {what}"].holds(report.ratios[f"{name}: {what}"])
        ]  # fmt: skip
        figures = [f"{100 * shares[one]:.2f}" for one in ("claims", "covers")]
        naive = [f"{100 * shares['before_after_claims']:.1f}", f"{shares['before_after']:+.2f}"]
        means = [f"{shares['estimate']:+.2f}", f"{shares['detectable']:.1f}"]
        kept = f"missed: {', '.join(missed)}" if missed else "kept"
        rows.append(" | ".join(["", name, *figures, *naive, *means, kept, ""]).strip())
    luck = 100 * (MOST_CLAIMS * (1 - MOST_CLAIMS) / worlds) ** 0.5
    bounds = report.floors[f"{next(iter(cells))}: {CLAIMED}"].value
    return PAGE.read_text().format(
        made_on=made_on.isoformat(), worlds=worlds, rows="\n".join(rows), luck=f"{luck:.2f}",
        by_year=_estimates_by_year(cells[SURVEY_CELL]) if SURVEY_CELL in cells else "not drawn",
        most=f"{100 * bounds:.1f}", least=f"{100 * (1 - bounds):.1f}", machine=machine(),
    )  # fmt: skip


def judged_survey(seed: int) -> Told:
    """Say of the lowest of some real organisations that they were coached, and judge that."""
    dice, year = _drawn_year(seed)
    values = pd.concat(_survey_values(year), ignore_index=True)
    whole = sorted(set.intersection(*(set(one["agency"]) for one in _survey_values(year))))
    drawn = sorted(dice.choice(whole, ORGANISATIONS, replace=False))
    own = values[values["agency"].isin(drawn)]
    return _told(own, drawn, [ENGAGEMENT], PLACES, year, None, ENGAGEMENT)


def _drawn_year(seed: int) -> tuple[np.random.Generator, int]:
    dice = np.random.default_rng(seed)
    return dice, int(dice.integers(2013, 2020))


def _estimates_by_year(table: pd.DataFrame) -> str:
    """Return the survey's mean estimate of each year: what really happened is in it."""
    years = [_drawn_year(seed)[1] for seed in range(len(table))]
    means = table["estimate"].groupby(years).mean()
    return ", ".join(f"{year} {mean:+.1f}" for year, mean in means.items())


def _survey_values(year: int) -> Iterator[pd.DataFrame]:
    """Yield the engagement of every organisation, four years before a year and that year."""
    engaged = _engagement()
    for one in range(year - 4, year + 1):
        yield engaged[engaged["period"] == str(one)]


_READ: list[pd.DataFrame] = []  # once a process


def _engagement() -> pd.DataFrame:
    if not _READ:
        scores = pd.read_csv(SURVEY / "scores_2009_2019.csv")
        own = scores[(scores["is_aggregate"] == 0) & (scores["indicator"] == ENGAGEMENT.code)]
        _READ.append(pd.DataFrame({
            "agency": own["org_uid"], "indicator": own["indicator"],
            "period": own["year"].astype(str), "value": own["value"],
        }))  # fmt: skip
    return _READ[0]


if __name__ == "__main__":
    sys.exit(main())

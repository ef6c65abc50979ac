"""Draw pages of agencies, ranking and indicators: `python docs/agency_pictures.py`.

The city and its scores are those of `report_pictures`, given quarters and years; lists,
probabilities and proposals are computed by the product.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
from report_pictures import NAMES, PROGRAMME, YEAR, draw, invented_scores

from coaching.domain.fingerprints import fingerprint
from coaching.domain.freezing import frozen_score
from coaching.domain.measured import measured
from coaching.domain.relevance import review
from coaching.domain.selection import select
from coaching.domain.trend import needs_of_years
from coaching.reports.agency import agency_page
from coaching.reports.agency_files import ListFacts, all_words
from coaching.reports.agency_words import AgencyWords
from coaching.reports.ranking_page import ranking_page
from coaching.reports.relevance import relevance_page
from coaching.reports.relevance_words import RelevanceWords

YEARS = range(YEAR - 5, YEAR)
SHOWN = 8  # place of the agency whose page is drawn


def main() -> None:
    """Write the three pictures."""
    values = quarters()
    words = listed(values)
    draw("agency", agency_page(words[SHOWN]).pdf)
    draw("ranking", ranking_page(words).pdf)
    draw("relevance", relevance_page(reviewed(values)).pdf)


def quarters() -> pd.DataFrame:
    """Return five years of quarters around the invented scores."""
    dice = np.random.default_rng(3)
    scores, _ = invented_scores()
    parts = []
    for year in YEARS:
        for quarter in (1, 2, 3, 4):
            moved = (YEAR - year) * dice.normal(0.3, 0.2, len(scores))
            noise = dice.normal(0, 2.2, len(scores))
            parts.append(
                scores.assign(
                    value=scores["value"] + moved + noise, period=f"{year}-Q{quarter}",
                    respondents=np.nan,
                )
            )  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def listed(values: pd.DataFrame) -> Sequence[AgencyWords]:
    """Return what the pages of a list are told, neediest agency first."""
    rules, indicators = PROGRAMME.selection_rules(), PROGRAMME.indicators
    found = select(
        measured(values, indicators, YEAR - 1), list(NAMES), indicators, rules, [], {}, YEAR
    )
    score = frozen_score(
        found, year=YEAR, indicators=indicators, rules=rules, musts=[], code_version="docs"
    )
    in_force = {year: list(NAMES) for year in YEARS}
    trend = needs_of_years(values, in_force, indicators, rules.minimum_coverage)
    facts = ListFacts(
        "id", score, fingerprint(score), date(YEAR, 1, 19), NAMES, trend,
        PROGRAMME.organiser.short_name, is_invented=True,
    )  # fmt: skip
    return [words for _, words in all_words(facts)]


def reviewed(values: pd.DataFrame) -> RelevanceWords:
    """Return what the page about the indicators is told; one of them is a stale copy."""
    copied = values["indicator"] == "twenty-hours"
    first = values[values["period"] == f"{YEAR - 1}-Q1"].set_index(["agency", "indicator"])["value"]
    keys = list(zip(values["agency"], values["indicator"], strict=True))
    stale = values.assign(value=values["value"].where(~copied, first.reindex(keys).to_numpy()))
    found = review(
        stale, list(NAMES), PROGRAMME.all_indicators, PROGRAMME.outcome_indicator,
        PROGRAMME.relevance_rules(), year=YEAR - 1, as_of=date(YEAR, 1, 15), flags_before={},
        shows_after_days=PROGRAMME.shows_after_days, seed=YEAR,
    )  # fmt: skip
    titles = {one.code: one.short_title for one in PROGRAMME.all_indicators}
    return RelevanceWords(
        "id", YEAR, found, PROGRAMME.relevance_rules(), titles, {}, (), date(YEAR, 1, 15),
        is_invented=True,
    )  # fmt: skip


if __name__ == "__main__":
    main()

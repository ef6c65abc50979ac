"""Earlier years that were judged by the same measure: what an average over years may rest on."""

from dataclasses import dataclass

import pandas as pd

from coaching.database import evaluation
from coaching.database.cycle import all_years
from coaching.database.work import Db
from coaching.domain.evaluation_rules import Verdict
from coaching.domain.plan import Plan
from coaching.domain.rounds import bears_an_average
from coaching.domain.stored_rows import rows_again


@dataclass(frozen=True)
class PastRound:
    """One year that was judged.

    Args:
        rows: what it was judged from, as `evaluate` takes them.
        bears_an_average: by its own rules it had an estimate.
    """

    rows: pd.DataFrame
    bears_an_average: bool


def past_rounds(db: Db, year: int, plan: Plan) -> dict[int, PastRound]:
    """Return the years before one that were judged by the same outcome, measured as late."""
    found = {}
    for one in all_years(db):
        published = evaluation.published(db, one) if one < year else None
        told = published and published.document.get("grounds", {}).get("plan")
        if not published or not told:
            continue
        own = Plan.from_document(told)
        if (own.outcome, own.outcome_period) == (plan.outcome, plan.outcome_period):
            rows = rows_again(published.document["rows"])
            found[one] = PastRound(rows, bears_an_average(Verdict(published.verdict), own))
    return found

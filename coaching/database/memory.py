"""The query on who was coached how often, and with what result."""

import pandas as pd

from coaching.database import agencies, evaluation, selection
from coaching.database.cycle import all_years
from coaching.database.work import Db
from coaching.domain.frames import records
from coaching.domain.memory import Coached, remembered


def memory(db: Db) -> tuple[Coached, ...]:
    """Return every coaching on record, by year and agency.

    Results are those of the latest version of each year's evaluation.
    """
    listed, judged = {}, {}
    for year in all_years(db):
        proposal = selection.current(db, year)
        for row in records(proposal.table) if proposal else []:
            need = None if pd.isna(row["need"]) else float(row["need"])
            listed[row["agency"], year] = (str(row["decision"]), need)
        published = evaluation.latest(db, year)
        for one in published.document.get("agencies", ()) if published else ():
            judged[one["agency"], year] = one
    return remembered(agencies.coached_in(db), listed, judged)

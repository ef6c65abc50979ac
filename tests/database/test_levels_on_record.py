"""The four levels as a table, and an attendance table that points at nobody."""

import pandas as pd
from records_cast import DAY, YEAR, make_year

from coaching.database import evaluation
from coaching.database.evaluation import Figures
from coaching.database.work import Db
from coaching.domain.evaluation_rules import Verdict
from coaching.domain.kirkpatrick import Behaviour, FourLevels, Learning, Reaction, Response, Results
from coaching.reports.level_table import COLUMNS, level_rows
from coaching.stats.learning import Gain
from tasks.artifacts import of_few

FIGURES = Figures("ip-asn", 9, 24, 1.9, -1.4, 5.2, 4.8, Verdict.NOT_DISTINGUISHABLE)
RESULTS = Results(Response(33, 35), "not-distinguishable", 1.9, -1.4, 5.2)
WHOLE = FourLevels(
    Reaction(Response(36, 50), 28, 4.0, 30, 35),
    Learning(Response(31, 50), Gain(58.0, 64.0, 6.0, 3.0, 9.0, 0.5), 12),
    Behaviour(Response(8, 9), 40, 36, 26, 14, 10), RESULTS, 10,
)  # fmt: skip
LITTLE = FourLevels(None, Learning(Response(4, 50)), None, RESULTS, 10)


def told(db: Db, levels: FourLevels) -> pd.DataFrame:
    make_year(db)
    document = {"grounds": {"levels": levels.as_document()}}
    evaluation.publish(db, YEAR, FIGURES, document, "1" * 64, DAY)
    return pd.DataFrame(level_rows(db), columns=list(COLUMNS)).set_index("figure")


def test_every_figure_stands_beside_how_many_answered(db: Db):
    found = told(db, WHOLE)
    assert found.loc["satisfied", ["value", "answered", "asked"]].tolist() == [28, 36, 50]
    assert found.loc["gain", ["value", "low", "high"]].tolist() == [6, 3, 9]
    assert found.loc["done", ["value", "low", "high"]].tolist() == [26, 26, 30]
    assert found.loc["effect", ["level", "value", "answered"]].tolist() == ["results", 1.9, 33]


def test_a_level_without_data_has_one_row_and_one_with_few_answers_no_figure(db: Db):
    found = told(db, LITTLE).reset_index()
    assert found["level"].tolist() == ["reaction", "learning", "learning", "behaviour", "results"]
    assert found["value"].isna().tolist() == [True, True, True, True, False]
    assert found["figure"].isna().tolist() == [True, False, False, True, False]
    assert found.loc[1, "answered"] == 4


def test_agencies_of_few_people_are_left_out_of_a_session_with_what_would_give_them_away():
    sizes = {("s1", "a"): 3, ("s1", "b"): 6, ("s1", "c"): 9, ("s2", "a"): 7, ("s2", "b"): 8}
    rows = [pair for pair, size in sizes.items() for _ in range(size)]
    register = pd.DataFrame(rows, columns=["session", "agency"])
    shown = register[~of_few(register)].drop_duplicates()
    assert shown.to_numpy().tolist() == [["s1", "c"], ["s2", "a"], ["s2", "b"]]

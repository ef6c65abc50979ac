"""A year whose evaluation is published, with people who came, answered and promised."""

from datetime import date

import pandas as pd
from records_cast import (
    DAY,
    NOTE,
    YEAR,
    make_agency,
    make_call,
    make_person,
    make_session,
    make_year,
)

from coaching.database import (
    attendance,
    evaluation,
    feedback,
    indicators,
    proposing,
    pulls,
    selection,
)
from coaching.database.attendance import Came
from coaching.database.evaluation import Figures
from coaching.database.levels import levels_on_record
from coaching.database.used_sheets import prints, used_sheets
from coaching.database.work import Db, work
from coaching.domain.attendance import Presence
from coaching.domain.circumstances import Circumstances
from coaching.domain.cycle import Subject
from coaching.domain.evaluation import evaluate
from coaching.domain.evidence import attendance_counts, earned_points, evidence_rows
from coaching.domain.feedback import ANSWERS, COUNTS
from coaching.domain.fingerprints import canonical, fingerprint, list_fingerprint
from coaching.domain.frames import records
from coaching.domain.freezing import frozen_score
from coaching.domain.grounds import Grounds
from coaching.domain.indicators import Indicator
from coaching.domain.kirkpatrick import Response
from coaching.domain.plan import Plan, in_force
from coaching.domain.selection import select
from coaching.domain.selection_rules import SelectionRules
from coaching.domain.stored_rows import plain_rows

OUTCOME = Indicator("service", "service", "service", "poin", 90, 60, 1)
AGENCIES = [f"a{number:02}" for number in range(14)]
PLAN = Plan("service", "same-year", 1.0, 0.2, 4, 8, 10.0, 100.0, date(YEAR + 1, 1, 20))
HELD_ON = date(YEAR, 3, 13)
PEOPLE = {"a00": 1, "a01": 6, "a02": 7, "a03": 6}  # called to each session; of a00 a handful
SHEETS = {"s-1": 14, "s-2": 4, "s-3": 12}  # filled in; of the second one too few
SMALLEST = 10


def values(of_year: int) -> pd.DataFrame:
    rows = [
        (code, "service", f"{of_year}-Q{quarter}",
         62.0 + number * 1.3 + (number * 7 + of_year * 3 + quarter * 5) % 11 / 3, 40)
        for number, code in enumerate(AGENCIES) for quarter in (1, 2, 3, 4)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=indicators.COLUMNS)


def cell_of(year: int, number: int) -> list[dict[str, object]]:
    return [{"file": f"indicators_{year}.csv", "row": number + 2, "heading": ""}]


def make_published() -> None:
    """Make a year from its values to version 1 of its evaluation."""
    with work() as db:
        make_year(db)
        for code in AGENCIES:
            make_agency(db, code, f"Dinas {code}")
        for year in range(YEAR - 3, YEAR + 1):
            pull = pulls.record(
                db, "indicators", f"{year % 10}" * 64, DAY, accepted=56, rejected=0,
                files=[{"name": f"indicators_{year}.csv", "sha256": "0" * 64, "rows": 56}],
            )  # fmt: skip
            told = values(year)
            cells = [cell_of(year, number) for number in range(len(told))]
            indicators.save_values(db, told.assign(places=cells), pull)
        for session, sheets in SHEETS.items():
            _hold(db, session, sheets)
        told = [(agency, 5, 4, 3, 2, 1) for agency in PEOPLE if agency != "a00"]
        promised = pd.DataFrame(told, columns=["agency", *COUNTS])
        feedback.save_commitments(db, YEAR, promised, "c" * 64, DAY)
        _decide(db)
        _publish(db)


def _hold(db: Db, session: str, sheets: int) -> None:
    """Hold a session: people of each agency are called, most come, some fill in a sheet."""
    held = make_session(db, session, held_on=HELD_ON)
    calls = []
    for agency, count in PEOPLE.items():
        for number in range(count):
            key = make_person(db, f"{agency}-{session}-{number}", agency)
            calls.append(make_call(db, key, agency, held))
    # The last one is on no sheet.
    came = [Came(one, Presence.ABSENT if one % 3 == 0 else Presence.PRESENT) for one in calls[:-1]]
    attendance.save(db, came, "a" * 64, DAY)
    told = [(1 + n % 5, 5 - n % 3, 50.0 + n, 60.0 + n * 2 % 17) for n in range(sheets)]
    feedback.save_answers(
        db, YEAR, session, pd.DataFrame(told, columns=list(ANSWERS)), "b" * 64, DAY
    )


def _decide(db: Db) -> None:
    before = values(YEAR - 1).groupby(["agency", "indicator"])["value"].mean().reset_index()
    rules = SelectionRules(4, 0.7, 2, 0.5, 1, redraws=50)
    found = select(before, AGENCIES, [OUTCOME], rules, (), {}, YEAR, circumstances=Circumstances())
    score = frozen_score(
        found, year=YEAR, indicators=[OUTCOME], rules=rules, musts=(), code_version="0.1.0"
    )
    sha256 = list_fingerprint(YEAR, found.agencies)
    proposing.propose(
        db, YEAR, outcome=found.outcome, table=found.table, fingerprint=sha256, score=score,
        score_json=canonical(score), score_sha256=fingerprint(score), as_of=DAY,
    )  # fmt: skip
    selection.record_approval(
        db, Subject.SELECTION, YEAR, fingerprint=sha256, approved_list=found.agencies,
        decided_by="Wali Kota", entered_by="Budi", as_of=DAY, **NOTE,
    )  # fmt: skip


def _publish(db: Db) -> None:
    proposal = selection.current(db, YEAR)
    assert proposal is not None
    rows = evidence_rows(
        indicators.values(db), proposal.table, proposal.agencies,
        outcome="service", year=YEAR, judged_year=YEAR, last_day=HELD_ON,
    )  # fmt: skip
    register = attendance.register(db, YEAR)
    rows = rows.assign(earned=earned_points(rows, register, indicators.values(db), PLAN))
    found = evaluate(rows, OUTCOME, PLAN.rules)
    should = Response(len(AGENCIES), len(AGENCIES))
    levels = levels_on_record(db, YEAR, found, int(rows["coached"].sum()), should, SMALLEST)
    document = {
        **found.as_document(), "rows": plain_rows(rows),
        "grounds": Grounds(in_force(None, None, PLAN), (), levels=levels).as_document(),
        "attendance": attendance_counts(register),
        "commitments": {one["agency"]: one for one in records(feedback.commitments(db, YEAR))},
        "sheets": prints(used_sheets(db, YEAR)), "outcome": {"higher_is_better": True},
        "pulls": [one.id for one in pulls.all_pulls(db)], "code_version": "0.1.0",
    }  # fmt: skip
    figures = Figures("service", found.coached, found.others, found.estimate, found.low,
                      found.high, found.detectable, found.verdict)  # fmt: skip
    assert found.estimate is not None
    evaluation.publish(db, YEAR, figures, document, fingerprint(document), DAY)

"""Steps of stages on real records: what they refuse, whom they name, what stays."""

from datetime import UTC, date
from pathlib import Path

import pytest
from records_cast import DAY, YEAR, make_agency, make_person, make_year
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coaching.database import agencies, evaluation, invitations, tables
from coaching.database.evaluation import Figures, Why
from coaching.database.memory import memory
from coaching.database.work import Db, reading, work
from coaching.domain.evaluation_rules import Verdict
from coaching.errors import NobodyToInvite, PlacesMissing, SourceMissing
from coaching.programme import Programme, read_programme
from coaching.reports import exports
from tasks.invitations import plan_invitations
from tasks.quarterly import refresh, review

CONFIG = Path(__file__).parents[2] / "config"


@pytest.fixture
def programme(sqlite: str) -> Programme:
    """Two sessions with nine places; an agency is due again after five years."""
    with work() as db:
        make_year(db)
    return read_programme(CONFIG)


def test_sessions_that_do_not_take_all_agencies_plan_nobody(programme: Programme):
    ten = [f"agency-{number}" for number in range(10)]
    with pytest.raises(PlacesMissing) as told:
        plan_invitations.fn(YEAR, ten, programme, DAY)
    assert told.value.facts == {"year": YEAR, "places": 9, "agencies": 10}
    assert planned() == []


def test_an_agency_with_nobody_to_invite_plans_nobody(programme: Programme):
    with work() as db:
        make_person(db, "sari", "dinkes", is_head=True)
        make_person(db, "budi", "dispora", position_type="executor")
    with pytest.raises(NobodyToInvite) as told:
        plan_invitations.fn(YEAR, ["dinkes", "dispora"], programme, DAY)
    assert told.value.facts == {"year": YEAR, "agencies": ["dispora"]}
    assert planned() == []


def planned() -> list[str]:
    with reading() as db:
        return invitations.planned_lines(db, YEAR)


def test_an_agency_is_due_again_after_the_years_the_city_set(programme: Programme):
    five = programme.selection.maintenance_years
    last = {"rested": YEAR - five + 1, "due": YEAR - five, "twice": YEAR - 1, "later": YEAR + 1}
    with work() as db:
        for code in (*last, "never"):
            make_agency(db, code, code.title())
        agencies.take_in_past_coaching(db, [*last.items(), ("twice", YEAR - five)])
    words = review.fn(YEAR, 1, programme, DAY)
    assert [(one.name, one.last_year) for one in words.due] == [
        ("Later", None), ("Never", None), ("Due", YEAR - five),
    ]  # fmt: skip


def test_a_review_reads_fresh_values_and_a_broken_source_stops_nothing(
    programme: Programme, tmp_path: Path
):
    data = tmp_path / "data"
    data.mkdir()
    (data / "agencies.csv").write_text("kode,nama,singkatan\ndinkes,Dinas Kesehatan,Dinkes\n")
    (data / "agency_names.csv").write_text(
        "kode,nama,dari_tahun,sampai_tahun\ndinkes,Dinas Kesehatan,2010,\n"
    )
    missing = refresh.fn(YEAR, programme, date(YEAR, 4, 15))
    assert isinstance(missing.problem, SourceMissing)
    assert review.fn(YEAR, 1, programme, date(YEAR, 4, 15)).indicators[0].others.reported == 0
    (data / "indicators_q1.csv").write_text(
        "perangkat_daerah,periode,indikator,nilai,jumlah_pegawai\n"
        f"dinkes,{YEAR}-Q1,ip-asn,71.5,40\n"
    )
    assert refresh.fn(YEAR, programme, date(YEAR, 4, 15)).problem is None
    fresh = review.fn(YEAR, 1, programme, date(YEAR, 4, 15)).indicators[0]
    assert (fresh.period, fresh.others.mean) == (f"{YEAR}-Q1", 71.5)
    # Of a year that nobody opened nothing is read.
    assert refresh.fn(YEAR + 7, programme, date(YEAR, 4, 15)).problem is None


def test_the_memory_has_years_before_the_programme_and_results_of_the_latest_version(db: Db):
    make_year(db)
    make_agency(db)
    agencies.take_in_past_coaching(db, [("dinkes", YEAR - 4), ("dinkes", YEAR)])
    figures = Figures("ip-asn", 9, 24, 1.0, -2.4, 4.4, 4.8, Verdict.NOT_DISTINGUISHABLE)
    for version, gain in (("1", 9.0), ("2", 2.0)):
        result = {"agency": "dinkes", "before": 60, "expected": 63, "after": 63 + gain}
        document = {"agencies": [{**result, "difference": gain}]}
        why = None if version == "1" else Why("Nilai dikoreksi.", "Budi")
        evaluation.publish(db, YEAR, figures, document, version * 64, DAY, why)
    found = memory(db)
    assert [(one.year, one.times, one.difference) for one in found] == [
        (YEAR - 4, 1, None), (YEAR, 2, 2.0),
    ]  # fmt: skip
    table = exports.table(db, "programme-memory", "id", {})
    assert table.loc[1, ["agency", "after"]].tolist() == ["dinkes", 65]


def test_another_result_is_the_next_version_and_the_old_one_stays(db: Db):
    make_year(db)
    first = Figures("ip-asn", 9, 24, 1.0, -2.4, 4.4, 4.8, Verdict.NOT_DISTINGUISHABLE)
    second = Figures("ip-asn", 9, 25, 2.0, 0.4, 3.6, 2.2, Verdict.RAISED)
    why = Why("Nilai dinas kesehatan dikoreksi.", "Budi")
    assert evaluation.publish(db, YEAR, first, {"n": 33}, "1" * 64, DAY) == 1
    with pytest.raises(ValueError, match="every later one has"):
        evaluation.publish(db, YEAR, second, {"n": 34}, "2" * 64, DAY)
    assert evaluation.publish(db, YEAR, second, {"n": 34}, "2" * 64, DAY, why) == 2
    rows = db.execute(select(tables.Evaluation.version, tables.Evaluation.estimate)).all()
    assert sorted(tuple(row) for row in rows) == [(1, 1.0), (2, 2.0)]
    told = [evaluation.published(db, YEAR, version) for version in (1, 2, None, 3)]
    assert [one and (one.version, one.reason) for one in told] == [
        (1, ""), (2, why.reason), (2, why.reason), None,
    ]  # fmt: skip
    [kept] = db.scalars(select(tables.EvaluationReason))
    assert (kept.entered_by, kept.entered_at.tzinfo) == ("Budi", UTC)


@pytest.mark.parametrize("missing", ["reason", "entered_by"])
def test_a_reason_has_words_and_a_person(db: Db, missing: str):
    make_year(db)
    figures = Figures("ip-asn", 9, 24, 1.0, -2.4, 4.4, 4.8, Verdict.NOT_DISTINGUISHABLE)
    evaluation.publish(db, YEAR, figures, {}, "1" * 64, DAY)
    told = {"reason": "Nilai dikoreksi.", "entered_by": "Budi", missing: ""}
    with pytest.raises(IntegrityError, match="reason_"):
        evaluation.publish(db, YEAR, figures, {"n": 1}, "2" * 64, DAY, Why(**told))

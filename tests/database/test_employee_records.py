"""Keys for NIPs, snapshots of employee rows, and measurements."""

from datetime import date
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from records_cast import DAY, make_agency, rows
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from coaching.database import keys, measurements, people, pulls, tables
from coaching.database.keys import keys_of
from coaching.database.people import PersonRow
from coaching.database.snapshots import Snapshot, keep, read_again
from coaching.database.work import Db
from coaching.errors import SnapshotChanged

SARI, BUDI = 199001012015052001, 198502022010011002
KEPT = Snapshot("profil", "employees", 2021, "a" * 64)
ROWS = pl.DataFrame({"key": ["ab", "cd"], "agency": ["dinkes", "dlh"]})


def keyed(db: Db, *nips: int) -> dict[int, str]:
    return dict(keys_of(db, pl.Series("nip", nips, dtype=pl.Int64)).rows())


def test_a_nip_keeps_its_random_key(db: Db):
    first = keyed(db, SARI, BUDI)
    assert keyed(db, BUDI, SARI) == first
    assert len(set(first.values())) == 2
    assert all(len(key) == 32 for key in first.values())
    assert rows(db, tables.PersonNip) == 2


def test_a_nation_of_nips_is_written_with_room_that_is_given_back(
    db: Db, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keys, "BATCH", 2)
    is_sqlite = db.get_bind().dialect.name == "sqlite"
    before = db.scalar(text("PRAGMA cache_size")) if is_sqlite else None
    nips = pl.Series([int(f"19900101201505{number:04d}") for number in range(2001, 2010)])
    found = keys.keys_of(db, nips)
    assert found["nip"].sort().equals(nips.sort(), check_names=False)
    assert found["key"].n_unique() == 9
    # The order in which they are kept says nothing of the numbers.
    kept = db.execute(text("SELECT person_key FROM person_nip ORDER BY person_key")).scalars()
    assert list(kept) == sorted(found["key"])
    if is_sqlite:
        assert db.scalar(text("PRAGMA cache_size")) == before


def test_no_nips_need_no_keys(db: Db):
    assert keyed(db) == {}


def test_somebody_who_was_counted_before_keeps_the_key_when_first_written_to(db: Db):
    key = keyed(db, SARI)[SARI]
    make_agency(db, "dinkes")
    sari = PersonRow(
        nip=str(SARI), reference=None, agency="dinkes", name="Sari", position="Analis",
        position_type="functional", is_head=False, email=None,
    )  # fmt: skip
    assert people.take_in(db, [sari]) == (1, 0)
    assert people.take_in(db, [sari]) == (0, 0)
    assert db.scalars(select(tables.Person.key)).all() == [key]
    assert people.nips(db, [key]) == {key: str(SARI)}


def test_a_snapshot_is_written_once_and_read_back_as_it_was(db: Db, tmp_path: Path):
    assert keep(db, KEPT, ROWS, tmp_path / "snapshots", DAY)
    assert not keep(db, KEPT, ROWS, tmp_path / "snapshots", DAY)
    assert read_again(db, KEPT, tmp_path / "snapshots").equals(ROWS)
    assert [file.name for file in (tmp_path / "snapshots").iterdir()] == [
        "profil-2021-aaaaaaaaaaaa.parquet"
    ]


def test_a_snapshot_that_changed_or_is_gone_is_not_read(db: Db, tmp_path: Path):
    keep(db, KEPT, ROWS, tmp_path, DAY)
    file = tmp_path / KEPT.file_name
    ROWS.head(1).write_parquet(file)
    with pytest.raises(SnapshotChanged):
        read_again(db, KEPT, tmp_path)
    file.unlink()
    with pytest.raises(SnapshotChanged):
        read_again(db, KEPT, tmp_path)


def measurement(value: float | None, heads: int = 4, measured: int = 3) -> pd.DataFrame:
    told = {"agency": "dinkes", "indicator": "ip-asn", "year": 2021, "rule_set": "ipasn-2019",
            "heads": heads, "measured": measured, "value": value, "qualification": 15.0,
            "competence": None, "performance": None, "discipline": 5.0}  # fmt: skip
    return pd.DataFrame([told], columns=list(measurements.COLUMNS))


def pulled(db: Db, content: str) -> int:
    return pulls.record(db, "profil", content * 64, date(2022, 1, 3), accepted=4, rejected=0)


def test_the_newest_measurement_counts_and_the_old_one_stays(db: Db):
    make_agency(db, "dinkes")
    measurements.save(db, measurement(71.5), pulled(db, "a"))
    measurements.save(db, measurement(None, measured=0), pulled(db, "b"))
    assert rows(db, tables.Measurement) == 2
    [row] = measurements.latest(db).to_dict("records")
    assert (row["heads"], row["measured"], row["value"]) == (4, 0, None)
    assert (row["qualification"], row["competence"]) == (15.0, None)


def test_nobody_is_measured_twice(db: Db):
    make_agency(db, "dinkes")
    with pytest.raises(IntegrityError, match="nobody_is_measured_twice"):
        measurements.save(db, measurement(71.5, heads=2), pulled(db, "a"))

"""A question to a real PostgreSQL, and to SQLite: read, never written, no secret told."""

import sqlite3
from pathlib import Path

import pytest
from drawing import KNOWN, source
from sqlalchemy import URL, create_engine

from coaching import errors
from coaching.settings import settings
from coaching.sources import Reading, read_source

QUERY = "SELECT agency, period, indicator, value FROM ip_asn WHERE note LIKE '%:x%'"
TABLE = """
    CREATE TABLE ip_asn (
        agency text, period integer, indicator text, value numeric(6, 2), note text
    )
"""
ROWS = """
    INSERT INTO ip_asn VALUES ('dinkes', 2024, 'ip-asn', 81.50, ':x'),
    ('Dinas Lingkungan Hidup', 2024, 'hours', 40, 'a:x'), ('dlh', 2023, 'hours', NULL, ':x'),
    ('dlh', 2022, 'hours', 1, 'other')
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """Return the address of a database that holds a few values."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/values.db"
    else:
        server: URL = request.getfixturevalue("postgres")
        url = server.render_as_string(hide_password=False)
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in ("DROP TABLE IF EXISTS ip_asn", TABLE, ROWS):
            told = connection.execution_options(no_parameters=True)
            told.exec_driver_sql(statement)
    engine.dispose()
    monkeypatch.setenv("COACHING_SOURCES__DRAWN__URL", url)
    settings.cache_clear()
    return url


def read(query: str = QUERY) -> Reading:
    return read_source(source("indicators", path=None, query=query), Path(), KNOWN)


def test_rows_come_back_as_people_write_them(database: str):
    reading = read()
    assert reading.accepted[["agency", "period", "value"]].to_numpy().tolist() == [
        ["dinkes", "2024", 81.5], ["dlh", "2024", 40.0],
    ]  # fmt: skip
    assert reading.rejected[["row", "reason"]].to_numpy().tolist() == [[3, "no-value"]]


def test_the_same_rows_in_another_order_are_the_same(database: str):
    one, other = read(QUERY + " ORDER BY agency"), read(QUERY + " ORDER BY agency DESC")
    assert one.files[0].sha256 == other.files[0].sha256


DELETE = "DELETE FROM ip_asn RETURNING agency, period, indicator, value"


@pytest.mark.parametrize("query", [DELETE, f"/* quietly */ {DELETE}", f"WITH gone AS ({DELETE}) "
                                   "SELECT * FROM gone"])  # fmt: skip
def test_a_query_cannot_write(database: str, query: str):
    with pytest.raises(errors.SourceUnreadable) as told:
        read(query)
    assert told.value.facts["why"] in ("query-writes", "query-not-understood")
    assert read().read == 3


@pytest.mark.parametrize("query", ["SELECT nothing FROM ip_asn", "PILIH 1", "SELECT * FROM x"])
def test_a_query_that_makes_no_sense_is_told(database: str, query: str):
    with pytest.raises(errors.SourceUnreadable) as told:
        read(query)
    assert told.value.facts["why"] == "query-not-understood"


def test_without_an_address_the_setting_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("COACHING_SOURCES__DRAWN__URL", raising=False)
    settings.cache_clear()
    with pytest.raises(errors.AccessRefused) as told:
        read()
    assert told.value.facts["setting"] == "COACHING_SOURCES__DRAWN__URL"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://user:sesame@127.0.0.1:9/x",
        "sqlite:////nowhere/at/all.db",
        "oracle://user:sesame@127.0.0.1/x",
        "no address",
    ],
)
def test_a_database_that_is_not_there_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch, url: str
):
    monkeypatch.setenv("COACHING_SOURCES__DRAWN__URL", url)
    settings.cache_clear()
    with pytest.raises(errors.SourceAway) as told:
        read()
    assert "sesame" not in str(told.value)


def test_a_password_may_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    made = sqlite3.connect(tmp_path / "values.db")
    made.executescript(TABLE + ";" + ROWS)
    made.close()
    (tmp_path / "secret").write_text(f"sqlite:///{tmp_path}/values.db\n")
    monkeypatch.setenv("COACHING_SOURCES__DRAWN__URL_FILE", str(tmp_path / "secret"))
    settings.cache_clear()
    assert read().read == 3
    monkeypatch.setenv("COACHING_SOURCES__DRAWN__URL", "sqlite://")
    settings.cache_clear()
    with pytest.raises(errors.SettingInvalid):
        read()

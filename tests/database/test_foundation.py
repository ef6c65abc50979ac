"""What every table stands on: history that matches, moments in UTC, whole units of work."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from records_cast import (
    DAY,
    MOMENT,
    YEAR,
    make_person,
    make_year,
    rows,
    use,
)
from sqlalchemy import CheckConstraint, delete, inspect, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from coaching.database import audit, cycle, ledger, tables
from coaching.database.ledger import Entry
from coaching.database.ready import newest, ready
from coaching.database.tables.whole import whole
from coaching.database.upgrading import migration_config
from coaching.database.work import Db, engine, reading, work
from coaching.domain.invitations import MailKind
from coaching.errors import DatabaseUnready

# --- the history of the tables ---


def test_the_migrations_make_exactly_the_tables(database: str):
    with engine().connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, whole()) == []
        # The comparison passes over checks, and the rules stand in checks.
        found = inspect(connection)
        for table in whole().sorted_tables:
            named = {check["name"] for check in found.get_check_constraints(table.name)}
            ours = {one.name for one in table.constraints if isinstance(one, CheckConstraint)}
            assert named == ours, table.name


def test_the_newest_migration_is_the_one_with_the_highest_number():
    # `ready` reads it off the file names, so that alembic is loaded only where it has work.
    assert newest() == ScriptDirectory.from_config(migration_config()).get_current_head()


def test_a_database_at_hand_is_left_alone(database: str):
    with work() as db:
        make_year(db)
    ready()
    ready()
    with reading() as db:
        assert cycle.all_years(db) == [YEAR]


def test_a_database_of_a_newer_programme_is_not_touched(database: str):
    with work() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnready, match="9999"):
        ready()
    with reading() as db:
        assert db.scalar(text("SELECT version_num FROM alembic_version")) == "9999"


@pytest.mark.parametrize("url", ["nonsense", "oracle9i://x", "sqlite:////nowhere/at/all.db"])
def test_a_database_that_cannot_be_opened_is_a_problem_with_a_name(
    url: str, sqlite: str, monkeypatch: pytest.MonkeyPatch
):
    use(monkeypatch, url)
    with pytest.raises(DatabaseUnready):
        ready()


def test_a_file_that_is_no_database_is_a_problem_with_a_name(sqlite: str, tmp_path, monkeypatch):
    (tmp_path / "letter.db").write_text("Yth. Bapak/Ibu, " * 100)
    use(monkeypatch, f"sqlite:///{tmp_path / 'letter.db'}")
    with pytest.raises(DatabaseUnready):
        ready()


def test_sqlite_writes_to_the_disk_before_a_mail_leaves(sqlite: str):
    with engine().connect() as connection:
        asked = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                 for name in ("foreign_keys", "journal_mode", "synchronous")}  # fmt: skip
    assert asked == {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2}


def test_who_reads_does_not_wait_for_who_writes(sqlite: str):
    with work() as db:
        make_year(db)
        with reading() as other:  # would wait 30 seconds, or fail, for the writer
            assert cycle.all_years(other) == []


def test_half_a_unit_of_work_is_none(database: str):
    with suppress(KeyError), work() as db:
        make_year(db)
        raise KeyError("power cut")
    with reading() as db:
        assert cycle.all_years(db) == []
        assert rows(db, tables.AuditEntry) == 0


def test_foreign_keys_are_kept(db: Db):
    db.add(tables.AgencyName(agency_code="nobody", name="x", from_year=2010))
    with pytest.raises(IntegrityError):
        db.flush()


# --- moments ---


def test_a_moment_comes_back_in_utc_whatever_zone_it_went_in(db: Db):
    jakarta = timezone(timedelta(hours=7))
    at = datetime(2025, 2, 27, 9, 30, 15, 123456, tzinfo=jakarta)
    db.add(tables.MailSuppression(address="a", reason="", since=at))
    db.flush()
    db.expire_all()
    back = db.get_one(tables.MailSuppression, "a").since
    assert back == at
    assert back.tzinfo is UTC


def test_a_naive_moment_is_refused(db: Db):
    naive = MOMENT.replace(tzinfo=None)
    db.add(tables.MailSuppression(address="a", reason="", since=naive))
    with pytest.raises(StatementError, match="time zone"):
        db.flush()


# --- the audit table ---


def test_what_happened_stays_written(database: str):
    with work() as db:
        audit.note(db, "year-opened", as_of=DAY, year=YEAR, agencies=35)
    entry = tables.AuditEntry
    for change in (update(entry).values(actor="nobody"), delete(entry)):
        with pytest.raises(DBAPIError, match="append-only"), work() as db:
            db.execute(change)
    with reading() as db:
        row = db.scalars(select(entry)).one()
        assert (row.action, row.year, row.detail) == ("year-opened", YEAR, {"agencies": 35})
        assert row.actor == audit.account()


def test_rebuilding_a_table_keeps_its_rows_and_what_refers_to_them(tmp_path, monkeypatch):
    use(monkeypatch, f"sqlite:///{tmp_path / 'older.db'}")
    with engine().begin() as connection:
        config = migration_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.exec_driver_sql("INSERT INTO cycle (year, opened_on, programme) "
                                   "VALUES (2025, '2025-01-05', '{}')")  # fmt: skip
        connection.exec_driver_sql(
            "INSERT INTO person (key, name, position, position_type, is_head) "
            "VALUES ('sari', 'Sari', 'Kepala', 'structural', 1)"
        )
        connection.exec_driver_sql(
            "INSERT INTO mail_message (id, year, session, person_key, kind, revision, message_id, "
            "state, attempts, queued_at, not_before, fence) VALUES (7, 2025, 's', 'sari', "
            "'invitation', 0, '<a@b>', 'queued', 1, '2025-02-27', '2025-02-27', 1)"
        )
        connection.exec_driver_sql(
            "INSERT INTO mail_attempt (mail_id, number, connection, started_at) "
            "VALUES (7, 1, 'c', '2025-02-27')"
        )
    ready()
    with reading() as db:
        kept = db.execute(text("SELECT m.message_id, a.number FROM mail_message m "
                               "JOIN mail_attempt a ON a.mail_id = m.id")).all()  # fmt: skip
        assert [tuple(one) for one in kept] == [("<a@b>", 1)]
        assert db.execute(text("PRAGMA foreign_key_check")).all() == []
        assert db.scalar(text("PRAGMA foreign_keys")) == 1


def test_the_ledger_takes_every_kind_of_letter(db: Db):
    make_year(db)
    make_person(db, "sari")
    for kind in MailKind:
        named = Entry(YEAR, "", "sari", kind, f"<{kind.value}@kotacontoh.example>")
        assert ledger.enqueue(db, [named]) == 1

"""One unit of work: all is saved, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.orm import Session as Db

from coaching.database.tables.whole import whole
from coaching.errors import DatabaseUnready
from coaching.settings import settings

__all__ = ["Db", "batch_of_work", "engine", "reading", "work"]

# SQLite's own defaults ignore foreign keys and let a reader block a writer.
# FULL: a mail's intent must be on the disk before its first byte leaves.
SQLITE_MANNERS = (
    "foreign_keys = ON",
    "journal_mode = WAL",
    "synchronous = FULL",
    "busy_timeout = 30000",
)


def engine() -> Engine:
    """Return the engine of the database that the settings name, one per process and address."""
    return _engine(settings().database_url.get_secret_value())


@cache
def _engine(url: str) -> Engine:
    try:
        made = create_engine(url)
    except (ArgumentError, NoSuchModuleError, ImportError) as problem:
        raise DatabaseUnready(why=str(problem)) from None
    if made.dialect.name == "sqlite":
        _teach_sqlite(made)
    return made


def _teach_sqlite(made: Engine) -> None:
    @event.listens_for(made, "connect")
    def _manners(connection: Any, _record: object) -> None:
        # The driver must not open transactions by itself: it would do so late, and
        # two workers could both believe that a row is free.
        connection.isolation_level = None
        for manner in SQLITE_MANNERS:
            connection.execute(f"PRAGMA {manner}")

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def work() -> Iterator[Db]:
    """Open a unit of work that may write; it is saved at the end, or not at all."""
    whole()  # rows are written in the order in which their tables refer to each other
    with Db(engine()) as db, db.begin():
        yield db


@contextmanager
def batch_of_work() -> Iterator[Db]:
    """Give a session that keeps one connection for many units of work, each by its `begin()`."""
    whole()
    with engine().connect() as connection, Db(connection) as db:
        yield db


@contextmanager
def reading() -> Iterator[Db]:
    """Open a unit of work that only reads: it never waits for a writer."""
    with Db(engine().execution_options(writes=False)) as db:
        yield db

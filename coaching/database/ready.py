"""Making sure that a database is up to date before anything reads or writes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from coaching.database.work import engine
from coaching.errors import DatabaseUnready

MIGRATIONS = Path(__file__).parent / "migrations"


def ready() -> None:
    """Create the tables, or bring an older database up to date; cheap when nothing is to do.

    Raises:
        DatabaseUnready: it cannot be opened, or a newer programme wrote it.
    """
    try:
        with engine().execution_options(writes=False).connect() as connection:
            if _revision(connection) == newest():
                return
        # Here and not above: alembic takes longer to import than most commands take to run.
        from coaching.database.upgrading import upgrade

        with engine().connect() as connection, _tables_may_be_rebuilt(connection):
            upgrade(connection)
            connection.commit()
    except DatabaseError as problem:
        raise DatabaseUnready(why=str(problem.orig)) from None


@contextmanager
def _tables_may_be_rebuilt(connection: Connection) -> Iterator[None]:
    """Let SQLite drop a table that others refer to, and put its copy in its place.

    It asks for that before the transaction begins, and would otherwise empty the table first.
    """
    raw = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or raw is None:
        yield
        return
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.rollback()  # what is not committed by now failed
        raw.execute("PRAGMA foreign_keys = ON")


def newest() -> str:
    """Return the newest revision of the tables: the migrations are numbered files in a row."""
    files = (MIGRATIONS / "versions").glob("[0-9]*_*.py")
    return max(file.name.partition("_")[0] for file in files)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found

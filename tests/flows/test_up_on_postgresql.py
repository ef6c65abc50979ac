"""Both databases in PostgreSQL and a login for the pages, by settings and files alone."""

import signal
from pathlib import Path

import httpx
from debian_postgres import DebianPostgres
from running import Up
from town import YEAR

from coaching.errors import ServerOpen

LOGIN = "sinar:rahasia sekali"
SQL = Path(__file__).parents[2] / "deploy/databases.sql"


def test_a_year_is_opened_in_postgresql_behind_a_login(
    own_up: Up, debian_postgres: DebianPostgres, tmp_path: Path
) -> None:
    debian_postgres.run("psql", "-X", "-q", "-f", str(SQL), "postgres")
    own_up.extra |= {
        "PREFECT_SERVER_API_HOST": "0.0.0.0",
        "COACHING_DATABASE_URL": debian_postgres.url("psycopg", "sinar"),
        "PREFECT_SERVER_DATABASE_CONNECTION_URL_FILE": in_file(
            tmp_path / "prefect-url", debian_postgres.url("asyncpg", "prefect")
        ),
    }
    # Others would reach the pages, and nobody would be asked who they are.
    own_up.start(ready=False)
    assert own_up.process is not None
    assert own_up.process.wait() == ServerOpen.exit_code
    assert "PREFECT_SERVER_API_AUTH_STRING" in own_up.output

    own_up.extra["PREFECT_SERVER_API_AUTH_STRING_FILE"] = in_file(tmp_path / "login", LOGIN)
    own_up.login = ("sinar", "rahasia sekali")
    with own_up.running():
        asked = httpx.get(f"{own_up.address}/api/work_pools/sinar", trust_env=False)
        assert asked.status_code == httpx.codes.UNAUTHORIZED
        run = own_up.hand_in("1 Buka tahun", entered_by="Budi", year=YEAR)
        assert own_up.ended(run)["type"] == "COMPLETED"
        assert LOGIN not in own_up.output
        assert own_up.end(signal.SIGINT) == 0
    assert own_up.processes() == []
    told = debian_postgres.run("psql", "-X", "-At", "-c", "SELECT year FROM cycle", "sinar")
    assert told.stdout.split() == [str(YEAR)]
    told = debian_postgres.run("psql", "-X", "-At", "-c", "SELECT id FROM flow_run", "prefect")
    assert run in told.stdout.split()
    assert not (own_up.folder / "coaching.db").exists()


def in_file(file: Path, text: str) -> str:
    file.write_text(text + "\n", encoding="utf-8")
    return str(file)

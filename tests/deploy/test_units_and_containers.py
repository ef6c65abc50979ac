"""What `deploy/` brings can be read by those who run it, and names only what there is."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from debian_postgres import DebianPostgres

from coaching.settings import IN_FILES, Settings
from flows.calm import SECRETS

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service")) + sorted(DEPLOY.glob("systemd/*.timer"))
TOLD = [*UNITS, DEPLOY / "systemd/sinar.env", DEPLOY / "compose.yaml", DEPLOY / "Dockerfile"]


def settings_there_are() -> set[str]:
    from prefect.settings import get_current_settings

    ours = {f"COACHING_{name.upper()}" for name in Settings.model_fields}
    mail = Settings.model_fields["mail"].annotation
    ours |= {f"COACHING_MAIL__{name.upper()}" for name in mail.model_fields}  # type: ignore[union-attr]
    theirs = set(get_current_settings().to_environment_variables(exclude_unset=False))
    theirs |= {"PREFECT_SERVER_API_AUTH_STRING", "PREFECT_SERVER_DATABASE_CONNECTION_URL"}
    return ours | theirs | {f"{name}_FILE" for name in (*IN_FILES, *SECRETS)}


@pytest.mark.parametrize("file", TOLD, ids=lambda file: file.name)
def test_every_setting_that_is_named_exists(file: Path) -> None:
    named = set(re.findall(r"\b(?:COACHING|PREFECT)_[A-Z_]+", file.read_text(encoding="utf-8")))
    assert named - settings_there_are() == set()


def test_systemd_reads_the_units(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze: apt install systemd")
    # Where Sinar would be installed stands what is installed here.
    command = tmp_path / "opt/.venv/bin/coaching"
    command.parent.mkdir(parents=True)
    command.symlink_to(Path(sys.executable).with_name("coaching"))
    made = []
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("/opt/sinar", str(tmp_path / "opt"))
        text = re.sub(r"/usr/bin/(psql|pg_dump)", "/bin/true", text)
        made.append(tmp_path / unit.name)
        made[-1].write_text(text, encoding="utf-8")
    ours = [str(one) for one in made]
    done = subprocess.run(["systemd-analyze", "verify", *ours], capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if "sinar" in line]
    # PostgreSQL is another package's unit and need not be on this machine.
    assert [line for line in said if "postgresql.service" not in line] == []


def compose() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return told


def test_compose_reads_its_file(tmp_path: Path) -> None:
    if shutil.which("docker-compose") is None:
        pytest.skip("no docker-compose: apt install docker-compose")
    shutil.copytree(DEPLOY, tmp_path / "deploy")
    done = subprocess.run(
        ["docker-compose", "--file", str(tmp_path / "deploy/compose.yaml"), "config", "--quiet"],
        capture_output=True, text=True, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_containers_use_the_secrets_and_volumes_that_are_declared() -> None:
    told = compose()
    services = told["services"].values()
    assert {name for one in services for name in one["secrets"]} == set(told["secrets"])
    for one in services:
        files = [value for value in one["environment"].values() if "/run/secrets/" in value]
        assert {value.rpartition("/")[2] for value in files} == set(one["secrets"])
        for volume in one["volumes"]:
            source = volume.partition(":")[0]
            there = source in told["volumes"] or source in {"../config", "../data"}
            assert there or (DEPLOY / source).exists(), source


def test_the_image_copies_what_there_is() -> None:
    lines = re.findall(r"(?m)^COPY (.+) \S+$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
    missing = [one for line in lines for one in line.split() if not (ROOT / one).exists()]
    assert lines
    assert missing == []


def test_both_databases_are_made_once(debian_postgres: DebianPostgres) -> None:
    unit = (DEPLOY / "systemd/sinar-databases.service").read_text(encoding="utf-8")
    [command] = re.findall(r"(?m)^ExecStart=(.+)$", unit)
    words = command.replace("/opt/sinar", str(ROOT)).split()
    for _ in range(2):
        done = debian_postgres.run(*words)
        assert done.returncode == 0, done.stderr
    told = debian_postgres.ask(
        "SELECT datname, rolname FROM pg_database JOIN pg_roles ON pg_roles.oid = datdba"
        " WHERE rolname = 'sinar' ORDER BY datname"
    )
    assert told == ["prefect|sinar", "sinar|sinar"]

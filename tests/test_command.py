"""The `coaching` command: exit codes, languages, and no traceback for what a person can cure."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coaching.errors import DatabaseUnready, UnknownKey

ROOT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Stand in an empty folder that has the project's configuration."""
    (tmp_path / "config").symlink_to(ROOT / "config")
    return tmp_path


def coaching(folder: Path, *words: str, **given: str) -> "subprocess.CompletedProcess[str]":
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("COACHING_", "PREFECT_"))}
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *words], cwd=folder, env={**kept, **given},
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("table", "header"),
    [
        ("measurements", "agency,indicator,year,rule_set,heads,measured,value,qualification"),
        ("indicator-values", "agency,indicator,period,value,respondents,status"),
        ("selection", "year,agency,need,rank,decision,reason"),
        ("invitations", "year,session,agency,person,kind,revision,state,sent_at"),
        ("attendance", "year,session,agency,person,presence"),
        ("levels", "year,level,figure,value,low,high,answered,asked"),
        ("programme-memory", "year,agency,times,decision,need,before,expected,after,difference"),
        ("evaluation", "year,indicator,coached,others,estimate,low,high,detectable,verdict"),
    ],
)
def test_an_empty_table_is_its_header(folder: Path, table: str, header: str):
    told = coaching(folder, "export", table)
    assert told.returncode == 0, told.stderr
    [line] = told.stdout.splitlines()
    assert line.startswith(header)
    assert json.loads(coaching(folder, "export", table, "--json").stdout) == []


def test_status_answers_without_what_takes_long_to_load(folder: Path):
    slow = "{'prefect', 'pandas', 'numpy', 'polars', 'scipy', 'jinja2', 'typst'}"
    program = (
        "import sys; from flows.cli import main; main(['status']);"
        f" print(sorted({slow} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("export", "secrets"),
        ("run", "no-such-flow"),
        ("run", "cycle", "--as-of", "2026-13-45"),
        ("approve", "selection"),
    ],
)
def test_wrong_usage_ends_with_two(folder: Path, words: tuple[str, ...]):
    told = coaching(folder, *words)
    assert told.returncode == 2
    assert told.stderr.startswith("usage: coaching")


@pytest.mark.parametrize(
    ("language", "words"), [("id", "mungkin maksudnya"), ("en", "perhaps capacity is meant")]
)
def test_a_slip_in_the_configuration_is_named_with_the_right_spelling(
    folder: Path, language: str, words: str
):
    config = folder / "own"
    config.mkdir()
    for file in (ROOT / "config").glob("*.toml"):
        text = file.read_text(encoding="utf-8").replace("capacity =", "capcity =")
        (config / file.name).write_text(text, encoding="utf-8")
    told = coaching(folder, "doctor", COACHING_CONFIG_DIR=str(config), COACHING_LANGUAGE=language)
    spoken = told.stdout + told.stderr
    assert told.returncode == UnknownKey.exit_code, spoken
    assert "capcity" in spoken
    assert "capacity" in spoken
    assert words in spoken.lower()
    assert "Traceback" not in spoken


@pytest.mark.parametrize(
    "url",
    ["nonsense", "oracle://somewhere/else", "sqlite:///no/such/folder/coaching.db",
     "postgresql+psycopg://nobody@127.0.0.1:1/none"],
)  # fmt: skip
def test_a_database_that_cannot_be_used_is_a_sentence(folder: Path, url: str):
    told = coaching(folder, "status", COACHING_DATABASE_URL=url)
    assert told.returncode == DatabaseUnready.exit_code, told.stderr
    assert "Traceback" not in told.stderr
    assert len(told.stderr.splitlines()) >= 2


def test_a_file_that_is_no_database_is_a_sentence(folder: Path):
    (folder / "coaching.db").write_text("a letter, not a database" * 100)
    told = coaching(folder, "status")
    assert told.returncode == DatabaseUnready.exit_code
    assert "Traceback" not in told.stderr


def test_output_that_nobody_reads_to_its_end_is_no_error(folder: Path):
    command = f"{sys.executable} -m flows.cli export selection | head -c 1"
    told = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=folder, capture_output=True
    )
    assert told.returncode == 0
    assert told.stderr == b""

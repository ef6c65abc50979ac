"""The shape of the house: what keeps it small, layered and without machine-made knots."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("coaching", "flows", "tasks")
MOST_LINES = 250
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "base", "core", "manager"}


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            if "migrations/versions" not in file.as_posix():
                yield file


def imported(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


def test_only_flows_and_tasks_know_prefect() -> None:
    assert any("prefect" in imported(file) for file in modules("flows"))
    assert [file for file in modules("coaching") if "prefect" in imported(file)] == []


def test_the_import_contracts_hold() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports; lint_imports()"]
    pytest.importorskip("importlinter")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("folder", [*PACKAGES, "tests", "benchmarks", "docs", "deploy"])
def test_no_file_is_too_long_to_read_at_once(folder: str) -> None:
    lengths = {
        file.relative_to(ROOT).as_posix(): len(file.read_text(encoding="utf-8").splitlines())
        for file in modules(folder)
    }
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [file for file in modules(*PACKAGES) if set(file.stem.split("_")) & VAGUE] == []


def test_mails_leave_through_yagmail_alone() -> None:
    """Nobody opens an SMTP session by hand; only its words for errors are used."""
    sessions = {"SMTP", "SMTP_SSL", "LMTP"}
    for file in modules(*PACKAGES):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = node.func.value
                is_ours = isinstance(owner, ast.Name) and owner.id == "smtplib"
                assert not (is_ours and node.func.attr in sessions), f"{file}:{node.lineno}"


def test_modules_tests_and_docs_speak_of_the_product_alone() -> None:
    outside = ("/wo" + "rk/", "/opt/wh" + "eels", "/tmp/si" + "nar")
    told = [*modules(*PACKAGES, "tests", "docs", "benchmarks", "deploy")]
    told += [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "config").glob("*")]
    assert [f for f in told if any(p in f.read_text(encoding="utf-8") for p in outside)] == []


def test_a_rule_knows_no_clock() -> None:
    asked = {"now", "today", "utcnow", "time"}
    for file in modules("coaching/domain", "coaching/stats"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = ast.unparse(node.func.value)
                is_clock = owner in {"datetime", "date", "time"} and node.func.attr in asked
                assert not is_clock, f"{file}:{node.lineno}"


def test_each_folder_of_code_has_its_tests() -> None:
    folders = {folder.name for folder in (ROOT / "coaching").iterdir() if folder.is_dir()}
    folders -= {"__pycache__", "_shipped", "errors"}  # problems are tested where they have words
    tested = {folder.name for folder in (ROOT / "tests").iterdir() if any(folder.glob("test_*.py"))}
    assert folders <= tested

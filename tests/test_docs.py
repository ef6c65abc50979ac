"""The docs say what is so: codes, columns, words, settings, links and commands."""

import importlib.util
import os
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from dotenv import dotenv_values
from pydantic import BaseModel

from coaching.database import tables
from coaching.settings import IN_FILES, Settings
from flows.cli import COMMANDS
from flows.commands.run import FLOWS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_the_pages_made_from_code_are_those_the_code_makes_now() -> None:
    reference = script("reference")
    assert page("exit-codes.md") == reference.exit_codes(), "run: python docs/reference.py"
    assert page("exports.md") == reference.exports(), "run: python docs/reference.py"
    assert page("rules.md") == script("rulebook").rules(), "run: python docs/rulebook.py"


def test_every_word_of_an_export_has_its_meaning_and_no_other() -> None:
    for words, meaning in script("reference").WORDS.values():
        assert {word.value for word in words} == set(meaning)


def test_the_rulebook_has_every_file_of_rules() -> None:
    told = {file for files in script("rulebook").CHAPTERS.values() for file in files}
    assert told == {f"domain/{one.name}" for one in (ROOT / "tests/domain").glob("test_*.py")}


@pytest.mark.parametrize("section", ["calendar", "selection", "invitations", "evaluation"])
def test_the_rulebook_says_what_each_number_of_the_city_does(section: str) -> None:
    decided = tomllib.loads((ROOT / "config/programme.toml").read_text(encoding="utf-8"))
    kept = set(re.findall(rf"`{section}\.([a-z_]+)`", page("rules.md")))
    assert set(decided[section]) == kept


def test_the_example_environment_names_every_setting_and_no_other() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^# (COACHING_[A-Z_]+)=", text, re.MULTILINE))
    assert named == set(names_of(Settings, "COACHING_")) | {f"{name}_FILE" for name in IN_FILES}


def names_of(model: type[BaseModel], prefix: str) -> list[str]:
    names = []
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            names += names_of(kind, f"{prefix}{name.upper()}__")
        else:
            names.append(f"{prefix}{name.upper()}")
    return names


def test_every_line_of_the_example_environment_can_be_set_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert dotenv_values(ROOT / ".env.example") == {}
    (tmp_path / ".env").write_text(re.sub("(?m)^# (?=COACHING_[A-Z_]+=)", "", text))
    for name in [name for name in os.environ if name.startswith("COACHING_")]:
        monkeypatch.delenv(name)
    assert len(dotenv_values(tmp_path / ".env")) == len(names_of(Settings, "")) + len(IN_FILES)
    assert Settings(_env_file=tmp_path / ".env") == Settings(_env_file=None)


def test_the_page_on_personal_data_names_every_table_and_no_other() -> None:
    there = set(tables.Base.metadata.tables)
    chapter = page("privacy.md").partition("## In the programme")[2].partition("## In files")[0]
    first_cells = " ".join(re.findall(r"(?m)^\| (.+?) \|", chapter))
    told = first_cells + chapter.partition("No personal data:")[2]
    assert set(re.findall(r"`([a-z_]+)`", told)) == there


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_every_link_leads_somewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)\)|(?:src|href)=\"([^\"#]+)\"", text)
    targets = {one for pair in links for one in pair if one and "://" not in one}
    assert [target for target in targets if not (file.parent / target).exists()] == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_every_command_that_a_page_names_exists(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets
    assert set(re.findall(r"(?:`|bin/)coaching ([a-z]+)", text)) <= set(COMMANDS)
    assert set(re.findall(r"coaching run ([a-z-]+)", text)) <= set(FLOWS)


def test_the_licence_texts_that_the_package_names_are_there() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for pattern in told["project"]["license-files"]:
        assert list(ROOT.glob(pattern)), pattern
    families = {file.stem.partition("-")[0] for file in (ROOT / "templates/fonts").glob("*.ttf")}
    for family in families:
        text = (ROOT / f"templates/fonts/OFL-{family}.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE" in text
        assert "PERMISSION & CONDITIONS" in text

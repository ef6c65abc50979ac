"""The docs say what is so: codes, columns, words, settings, links and commands."""

import importlib.util
import os
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from dotenv import dotenv_values
from fontTools.ttLib import TTFont
from pydantic import BaseModel

from coaching.city import make_city, write_city
from coaching.database.tables.whole import whole
from coaching.domain.measured import measured
from coaching.domain.selection import select
from coaching.programme import Holds, read_programme
from coaching.settings import IN_FILES, Settings
from coaching.sources import Known, read_agencies, read_source
from flows.cli import COMMANDS
from flows.commands.run import FLOWS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
OURS = ("coaching", "flows", "tasks", "config", "templates")
NAMING = [
    "tour.md",
    "privacy.md",
    "glossary.md",
    *(f"decisions/{file.name}" for file in (DOCS / "decisions").glob("0*.md")),
]
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
    there = set(whole().tables)
    chapter = page("privacy.md").partition("## In the programme")[2].partition("## In files")[0]
    first_cells = " ".join(re.findall(r"(?m)^\| (.+?) \|", chapter))
    told = first_cells + chapter.partition("No personal data:")[2]
    assert set(re.findall(r"`([a-z_]+)`", told)) == there


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_every_link_leads_somewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"", text)
    targets = {one for pair in links for one in pair if one and "://" not in one}
    assert [target for target in targets if not leads_somewhere(file, target)] == []


def leads_somewhere(page: Path, target: str) -> bool:
    path, _, heading = target.partition("#")
    there = page.parent / path if path else page
    if not heading:
        return there.exists()
    titles = re.findall(r"(?m)^#+ (.+)$", there.read_text(encoding="utf-8"))
    slugs = [re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles]
    return heading in slugs


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_every_command_that_a_page_names_exists(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets
    assert set(re.findall(r"(?:`|bin/)coaching ([a-z-]+)", text)) <= set(COMMANDS)
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


def test_the_tour_follows_a_value_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_city(make_city(17, 2025), tmp_path)
    programme = read_programme(tmp_path / "config")
    names = read_agencies(programme, tmp_path, 2025).lookup
    known = Known(2025, names, frozenset(one.code for one in programme.all_indicators))
    [source] = programme.sources_of(Holds.INDICATORS)
    values = measured(read_source(source, tmp_path, known).accepted, programme.indicators, 2024)
    [first] = [line.strip() for line in page("tour.md").splitlines() if line.startswith("    Bag")]
    assert first in (tmp_path / "data/indicators_2024_q2.csv").read_text("utf-8").splitlines()
    agencies = sorted(set(values["agency"]))
    rules = programme.selection_rules()
    listed = select(values, agencies, programme.indicators, rules, [], {}, 2025)
    [row] = listed.table.query("agency == 'bag-perekonomian'").to_dict("records")
    assert (row["rank"], round(row["need"], 2), row["decision"]) == (1, 0.6, "selected")
    assert listed.values.loc["bag-perekonomian", "ip-asn"] == pytest.approx(61.96)
    assert listed.gaps.loc["bag-perekonomian", "ip-asn"] == pytest.approx(0.89, abs=0.005)
    counted = listed.scores.value.loc["bag-perekonomian", "ip-asn"]
    assert counted == pytest.approx(62.44, abs=0.005)
    assert listed.table["rank"].max() == 33
    assert row["reason"]["top"][0]["share"] == pytest.approx(0.51, abs=0.01)


@pytest.mark.parametrize("name", NAMING)
def test_files_and_names_that_a_page_speaks_of_are_there(name: str) -> None:
    told = set(re.findall(r"`([^`\s]+)`", page(name)))
    ours = [file for folder in OURS for file in (ROOT / folder).rglob("*") if file.is_file()]
    here = [f"/{file.relative_to(ROOT).as_posix()}" for file in [*ours, *ROOT.glob("*.toml")]]
    files = {one for one in told if re.fullmatch(r"[\w./-]+\.(py|typ|html|toml)", one)}
    assert [one for one in files if not any(path.endswith(f"/{one}") for path in here)] == []
    code = [file for file in [*ours, ROOT / "pyproject.toml"] if file.suffix in (".py", ".toml")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in code)
    names = {one for one in told - files if re.fullmatch(r"_?[A-Za-z][\w-]*", one)}
    assert [one for one in sorted(names) if one not in text] == []


def test_each_decision_is_one_short_page_of_context_decision_and_consequences() -> None:
    pages = sorted((DOCS / "decisions").glob("0*.md"))
    assert [int(file.name[:4]) for file in pages] == list(range(1, len(pages) + 1))
    index = page("decisions/README.md")
    for file in pages:
        text = file.read_text(encoding="utf-8")
        number, _, title = text.splitlines()[0].removeprefix("# ").partition(". ")
        assert f"| [{int(number):04d}]({file.name}) | {title} |" in index
        assert len(text.splitlines()) <= 40, file.name
        chapters = re.findall(r"(?m)^## (.+)$", text)
        assert chapters == ["Context", "Decision", "Consequences"], file.name


def test_the_changelog_knows_the_version_that_is_packaged() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"(?m)^## \[(.+?)\](?: - \d{4}-\d\d-\d\d)?$", text)
    assert versions[:2] == ["Unreleased", told["project"]["version"]]


def test_each_licence_of_a_font_has_the_copyright_that_its_files_name() -> None:
    for file in (ROOT / "templates/fonts").glob("*.ttf"):
        said = TTFont(file)["name"].getDebugName(0).replace("©", "Copyright")
        licence = file.with_name(f"OFL-{file.stem.partition('-')[0]}.txt")
        first_line = licence.read_text(encoding="utf-8").splitlines()[0]
        assert first_line == said.translate(str.maketrans("‘’", "''")), file.name

"""Writes rules.md from rulebook.toml, config/, the code and its tests: python docs/rulebook.py.

A rule that names a setting, a function or a test that is not there is an error.
"""

import ast
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from coaching.programme import Programme, read_programme
from coaching.programme.days import DayOfYear
from coaching.programme.meetings import Invite

ROOT = Path(__file__).parents[1]
CODE = ("coaching", "flows", "tasks")
# Every test of a file of rules, as a sentence.
CHAPTERS = {
    "The year: what is due when": ("domain/test_cycle.py", "domain/test_progress.py"),
    "Indicators": ("domain/test_indicators.py",),
    "IP ASN and other indicators of employees": (
        "domain/test_ip_asn.py",
        "domain/test_ip_asn_properties.py",
        "domain/test_ip_asn_published.py",
        "domain/test_absence.py",
        "domain/test_headcounts.py",
    ),
    "Selection": (
        "domain/test_selection.py",
        "domain/test_selection_properties.py",
        "domain/test_standing.py",
        "domain/test_places_and_lots.py",
        "domain/test_reminders.py",
        "domain/test_weekdays.py",
        "domain/test_usable_values.py",
    ),
    "The frozen list": ("domain/test_freezing.py",),
    "Invitations": (
        "domain/test_invitations.py",
        "domain/test_groups.py",
        "domain/test_mailboxes.py",
        "domain/test_paces.py",
    ),
    "Sessions": ("domain/test_placing.py",),
    "Attendance": ("domain/test_attendance.py",),
    "Evaluation": ("domain/test_evaluation.py", "domain/test_evaluation_figures.py"),
    "What is drawn of an evaluation": ("domain/test_fitted.py",),
    "Four levels": ("domain/test_kirkpatrick.py",),
    "The effect so far, advice and memory": (
        "domain/test_interim.py",
        "domain/test_recommending.py",
    ),
    "What a list will be able to show": ("domain/test_foresight.py",),
    "Evidence, plan and threats": (
        "domain/test_panel.py",
        "domain/test_evidence.py",
        "domain/test_judging_by_list_and_lot.py",
        "domain/test_plan_and_threats.py",
        "domain/test_versions.py",
    ),
    "Telling operators": ("domain/test_notices.py",),
    "Indicators themselves": ("domain/test_relevance.py", "domain/test_relevance_on_survey.py"),
    "On real data": (
        "domain/test_real_survey.py",
        "domain/test_aggregation_on_real_data.py",
        "domain/test_hit_rates.py",
    ),
}
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
PERIODS = {"same-year": "year of coaching itself", "next-year": "year after the coaching"}


def rules() -> str:
    """Return the page: the rules in chapters, then every sentence the tests of rules hold."""
    programme = read_programme(ROOT / "config")
    book = tomllib.loads((ROOT / "docs" / "rulebook.toml").read_text(encoding="utf-8"))
    page = [
        "# The rulebook", "",
        "What the programme promises: each rule with the number it has in",
        "[`config/`](../config/programme.toml) now, the function that applies it, and the tests",
        "that would fail if it did not hold. Numbers without a setting are fixed in the code.", "",
    ]  # fmt: skip
    for chapter in book["chapter"]:
        page += [f"## {chapter['title']}", ""]
        page += [chapter["opens"], ""] if "opens" in chapter else []
        for rule in chapter["rule"]:
            page += _rule(rule, programme)
        page += ["", *_indicators(programme)] if chapter.get("table") == "indicators" else []
        page.append("")
    page += ["## Held by the tests of rules, sentence by sentence", ""]
    for title, files in CHAPTERS.items():
        page += [f"### {title}", ""]
        page += [f"- {one}" for file in files for one in _sentences(ROOT / "tests" / file)]
        page.append("")
    return "\n".join([*page, "_Written by `python docs/rulebook.py`._", ""])


def _rule(rule: Mapping[str, Any], programme: Programme) -> Iterator[str]:
    numbers = {name: _number(path) for name, path in rule.get("numbers", {}).items()}
    written = _Written(programme, numbers)
    yield f"- {written.format(rule['says'])}"
    if written.settings:
        yield f"  - Set by: {', '.join(f'`{one}`' for one in written.settings)}."
    yield f"  - Applied by: {', '.join(_applied(one) for one in rule['by'])}."
    yield f"  - Held by: {', '.join(_held(one) for one in rule['held_by'])}."


class _Written(Formatter):
    """Fills {section.key} from the programme, in words, and remembers what it was asked for."""

    def __init__(self, programme: Programme, numbers: Mapping[str, Any]) -> None:
        self.programme, self.numbers = programme, numbers
        self.settings: list[str] = []

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Any) -> tuple[Any, str]:
        if field_name in self.numbers:
            return self.numbers[field_name], field_name
        self.settings.append(field_name)
        found: Any = self.programme
        for part in field_name.split("."):
            found = getattr(found, part)
        return found, field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        return f"{value * 100:g} %" if format_spec == "%" else _words(value)


def _words(value: Any) -> str:
    if isinstance(value, DayOfYear):
        return f"{value.day} {MONTHS[value.month - 1]}" + (" of the year after" * value.next_year)
    if isinstance(value, time):
        return f"{value:%H.%M}"
    if isinstance(value, Invite):
        posts = f"{' and '.join(value.position_types)} positions"
        at_most = f"up to {value.quota} in" if value.quota else "everybody in"
        return "the head" if value.who == "head" else f"{at_most} {posts}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ", then ".join(map(_words, value))
    return PERIODS.get(value, f"{value:g}" if isinstance(value, float) else str(value))


def _indicators(programme: Programme) -> Iterator[str]:
    yield "| indicator | title | unit | target | floor | weight |"
    yield "|---|---|---|---|---|---|"
    for one in programme.measures:
        weight = f"{one.weight:g}" if one.selects else "only judges"
        numbers = f"{one.target:g} | {one.floor:g} | {weight}"
        yield f"| `{one.code}` | {one.title} | {one.unit} | {numbers} |"


def _applied(name: str) -> str:
    file, _ = _found(name, _definitions())
    return f"`{name.rpartition('.')[2]}` in [{file.relative_to(ROOT).as_posix()}]({_link(file)})"


def _held(name: str) -> str:
    file, _ = _found(name, _tests())
    return f"[{_sentence(name)}]({_link(file)})"


def _number(name: str) -> Any:
    _, value = _found(name, _definitions())
    return ast.literal_eval(value)


def _found(name: str, known: Mapping[str, tuple[Path, Any]]) -> tuple[Path, Any]:
    fitting = [where for path, where in known.items() if f".{path}".endswith(f".{name}")]
    if len(fitting) != 1:
        raise LookupError(f"{name}: {len(fitting)} of that name; correct docs/rulebook.toml")
    return fitting[0]


@cache
def _definitions() -> Mapping[str, tuple[Path, Any]]:
    return {
        ".".join([*file.relative_to(ROOT).with_suffix("").parts, name]): (file, value)
        for folder in CODE
        for file in sorted((ROOT / folder).rglob("*.py"))
        for name, value in _names(_tree(file).body)
    }


@cache
def _tests() -> Mapping[str, tuple[Path, Any]]:
    return {
        f"{file.stem}.{name}": (file, None)
        for file in sorted((ROOT / "tests").rglob("test_*.py"))
        for name, _ in _names(_tree(file).body)
        if name.startswith("test_")
    }


def _names(body: Sequence[ast.stmt]) -> Iterator[tuple[str, ast.expr | None]]:
    """Yield each name a body defines, those of a class behind its own, with what is assigned."""
    for one in body:
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield one.name, None
        if isinstance(one, ast.ClassDef):
            yield from ((f"{one.name}.{name}", value) for name, value in _names(one.body))
        if isinstance(one, ast.AnnAssign | ast.Assign):
            targets = one.targets if isinstance(one, ast.Assign) else [one.target]
            yield from ((part.id, one.value) for part in targets if isinstance(part, ast.Name))


def _sentences(file: Path) -> list[str]:
    return [f"{_sentence(name)}." for name, _ in _names(_tree(file).body) if name[:5] == "test_"]


def _sentence(name: str) -> str:
    told = name.removeprefix("test_").replace("_", " ")
    return f"{told[0].upper()}{told[1:]}"


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _link(file: Path) -> str:
    return f"../{file.relative_to(ROOT).as_posix()}"


if __name__ == "__main__":
    (ROOT / "docs" / "rules.md").write_text(rules(), encoding="utf-8")

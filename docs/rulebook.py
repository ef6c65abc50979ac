"""Writes rules.md from the tests of the rules: python docs/rulebook.py.

Every sentence of the rulebook is the name of a test that holds it.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
CHAPTERS = {
    "The year: what is due when": ("domain/test_cycle.py", "domain/test_progress.py"),
    "Indicators": ("domain/test_indicators.py",),
    "Selection": ("domain/test_selection.py", "domain/test_selection_properties.py"),
    "The frozen list": ("domain/test_freezing.py",),
    "Invitations": ("domain/test_invitations.py",),
    "Attendance": ("domain/test_attendance.py",),
    "Evaluation": ("domain/test_evaluation.py", "domain/test_evaluation_figures.py"),
    "Telling operators": ("domain/test_notices.py",),
    "On real data": ("domain/test_real_survey.py",),
}


def rules() -> str:
    """Return the page: one chapter per part of the domain, one line per test."""
    page = [
        "# The rulebook", "",
        "What the programme holds to, each sentence the name of a test that would fail if it did",
        "not. The numbers (targets, weights, capacity, days) are the city's and stand in",
        "[`config/`](../config/programme.toml); the rules stand in `coaching/domain/`.", "",
    ]  # fmt: skip
    for title, files in CHAPTERS.items():
        page += [f"## {title}", ""]
        for file in files:
            page += [f"- {sentence}" for sentence in _sentences(ROOT / "tests" / file)]
        page.append("")
    return "\n".join([*page, "_Written by `python docs/rulebook.py`._", ""])


def _sentences(file: Path) -> list[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = [one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
    told = [name.removeprefix("test_").replace("_", " ") for name in names if "test_" in name[:5]]
    return [f"{one[0].upper()}{one[1:]}." for one in told]


if __name__ == "__main__":
    (ROOT / "docs" / "rules.md").write_text(rules(), encoding="utf-8")

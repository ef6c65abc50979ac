"""What every benchmark says in the end: one table or one JSON object, and an exit code."""

import argparse
import json
import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from os import cpu_count
from statistics import median
from typing import Any

AT_LEAST, AT_MOST = "at_least", "at_most"


@dataclass(frozen=True)
class Bound:
    """How far a ratio may go.

    Args:
        kind: `at_least` or `at_most`.
        value: the last number that is still good.
    """

    kind: str
    value: float

    def holds(self, ratio: float) -> bool:
        """Say whether a ratio is good; one that is no number never is."""
        return ratio >= self.value if self.kind == AT_LEAST else ratio <= self.value

    def __str__(self) -> str:
        return f"{self.kind.replace('_', ' ')} {self.value:g}"


def at_most(value: float) -> Bound:
    """Return the bound of a ratio that must not be greater."""
    return Bound(AT_MOST, value)


def at_least(value: float) -> Bound:
    """Return the bound of a ratio that must not be smaller."""
    return Bound(AT_LEAST, value)


@dataclass
class Report:
    """What one benchmark measured; `ours/theirs` names a ratio and its bound.

    Args:
        packages: distributions whose version matters to what was measured.
    """

    packages: Sequence[str] = ()
    results: dict[str, dict[str, Any]] = field(default_factory=dict)
    ratios: dict[str, float] = field(default_factory=dict)
    floors: dict[str, Bound] = field(default_factory=dict)

    def measured(self, name: str, samples: Sequence[float], unit: str = "s") -> float:
        """Keep the median of some samples and return it."""
        middle = median(samples)
        self.results[name] = {"median": middle, "unit": unit}
        return middle

    def compared(self, name: str, ratio: float, bound: Bound) -> None:
        """Keep a ratio and how far it may go."""
        self.ratios[name] = ratio
        self.floors[name] = bound

    @property
    def ok(self) -> bool:
        """Every ratio keeps its bound."""
        return all(bound.holds(self.ratios[name]) for name, bound in self.floors.items())

    def as_json(self) -> dict[str, Any]:
        """Return machine, versions, results, ratios, floors and ok, as JSON holds them."""
        return {
            "machine": machine(),
            "versions": {
                "python": platform.python_version(),
                **{package: version(package) for package in self.packages},
            },
            "results": self.results,
            "ratios": self.ratios,
            "floors": {name: {one.kind: one.value} for name, one in self.floors.items()},
            "ok": self.ok,
        }

    def lines(self) -> list[str]:
        """Return the table a person reads."""
        width = max(map(len, (*self.results, *self.ratios)), default=0)
        measured = [
            f"{name:{width}}  {one['median']:10.3f} {one['unit']}"
            for name, one in self.results.items()
        ]
        compared = [
            f"{name:{width}}  {ratio:10.3f} {self.floors[name]}"
            f"{'' if self.floors[name].holds(ratio) else ': MISSED'}"
            for name, ratio in self.ratios.items()
        ]
        return [*measured, "", *compared] if compared else measured


def machine() -> str:
    """Return what kind of machine this is, without its name."""
    return f"{platform.system()} {platform.machine()}, {cpu_count()} cores"


def arguments(about: str | None) -> argparse.ArgumentParser:
    """Return the parser with what every benchmark understands."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--json", action="store_true", help="one object instead of a table")
    return parser


def tell(report: Report, given: argparse.Namespace) -> int:
    """Print the report; return the exit code: 0, or 1 where a bound is missed."""
    found: Mapping[str, Any] = report.as_json()
    print(json.dumps(found, indent=2) if given.json else "\n".join(report.lines()))
    return 0 if report.ok else 1


def progress(words: str) -> None:
    """Say how far a long benchmark is, beside what it prints in the end."""
    print(words, file=sys.stderr, flush=True)

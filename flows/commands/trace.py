"""Trace the figures of a published report to the records they come from."""

import argparse
import json

from coaching.database.ready import ready
from coaching.database.used_sheets import UsedSheet
from coaching.database.used_values import UsedValue
from coaching.rendering.words import say
from coaching.reports.traced_figures import Figure, Trace
from coaching.reports.tracing import traced
from coaching.settings import settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("year", type=int)
    parser.add_argument("--figure", default="", help="e.g. estimate, outcome:AGENCY (default: all)")
    parser.add_argument("--version", type=int, help="of the report (default: the latest)")
    parser.add_argument("--json", action="store_true")


def run(given: argparse.Namespace) -> int:
    """Print every figure with what it comes from; one that comes out otherwise is a problem."""
    ready()
    found = traced(given.year, given.version, given.figure)
    if given.json:
        print(json.dumps(found.as_document(), ensure_ascii=False, indent=2))
        return 0
    print(_head(found))
    for one in found.figures:
        print(_told(one))
    return 0


def _head(found: Trace) -> str:
    head = _say("head", year=found.year, version=found.version, sha=found.sha256)
    return f"{head}\n" + _say(
        "prints", score=found.score_sha256, plan=found.plan_sha256,
        settings=found.settings_sha256 or "-", software=found.software or "-",
    )  # fmt: skip


def _told(one: Figure) -> str:
    # As text: a sentence would round them, and whoever checks wants every digit.
    checked = _say("checked", again=str(one.again)) if one.is_checked else _say("unchecked")
    lines = [_say("figure", name=one.name, value=str(one.value)) + f"  [{checked}]"]
    lines.append("  " + _say("how", formula=_say(f"formula.{one.kind}"), code=one.code))
    lines += [
        "  - " + _say(
            "value", period=value.period, value=str(value.value), version=value.version,
            source=value.source, pull=value.pull, taken_at=value.taken_at,
            sha=value.sha256[:16], place=_place(value),
        )
        for value in one.values
    ]  # fmt: skip
    return "\n".join([*lines, *map(_sheet, one.sheets)])


def _place(value: UsedValue) -> str:
    """Return where a value stood, as far as it is kept."""
    if value.cells:
        return "; ".join(
            _say("place.cell", file=cell.file, row=str(cell.row), heading=cell.heading or None)
            for cell in value.cells
        )
    files = ", ".join(value.files)
    if value.measured is not None:
        return _say(
            "place.measured", measured=value.measured, heads=value.heads, files=files or None
        )
    return _say("place.files" if files else "place.unknown", files=files)


def _sheet(one: UsedSheet) -> str:
    rows = _say("few") if one.rows is None else str(one.rows)
    return "  - " + _say(
        f"sheet.{one.kind}", session=one.session, rows=rows, day=one.recorded_on,
        sha=", ".join(sha256[:16] for sha256 in one.sha256),
    )  # fmt: skip


def _say(key: str, **facts: object) -> str:
    return say(f"report.trace.{key}", settings().language, **facts)

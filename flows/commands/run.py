"""Run one flow now, as an operator would start it from the Prefect UI."""

import argparse
import asyncio
import importlib
import os
import sys
from datetime import date

from coaching.errors import WrongInput
from flows.calm import CALM, SILENT

# Flow by name: module and function. The modules are imported when one is asked for.
FLOWS = {
    "annual-cycle": ("flows.cycle", "annual_cycle"),
    "cycle": ("flows.cycle", "advance_cycle"),
    "pull-indicators": ("flows.indicators", "pull_indicators"),
    "select-target-agencies": ("flows.selection", "select_target_agencies"),
    "send-invitations": ("flows.invitations", "send_invitations"),
    "collect-replies": ("flows.replies", "collect_replies"),
    "collect-attendance": ("flows.attendance", "collect_attendance"),
    "collect-feedback": ("flows.feedback", "collect_feedback"),
    "compile-evaluation": ("flows.evaluation", "compile_evaluation"),
    "agency-pages": ("flows.agency_pages", "agency_pages"),
    "relevance-review": ("flows.relevance", "relevance_review"),
    "quarterly-review": ("flows.quarterly", "quarterly_review"),
}
WITHOUT_YEAR = {"cycle", "collect-replies"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("flow", choices=sorted(FLOWS))
    parser.add_argument("--year", type=int, help="the year in which coaching happens")
    parser.add_argument("--quarter", type=int, choices=(1, 2, 3, 4))
    parser.add_argument("--reason", default="", help="why an evaluated year is evaluated again")
    parser.add_argument("--entered-by", default="", help="who gives that reason")
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="act as on that day (default: today in the programme's time zone)",
    )


def run(given: argparse.Namespace) -> int:
    """Run the flow and print its sentence."""
    return asyncio.run(_run(given))


async def _run(given: argparse.Namespace) -> int:
    parameters = _parameters(given)
    for name, value in {**CALM, **SILENT}.items():
        os.environ.setdefault(name, value)
    module, function = FLOWS[given.flow]
    operation = getattr(importlib.import_module(module), function)
    operating = importlib.import_module("flows.operating")
    report = await operating.perform(operation, **parameters)
    if report.problem is None:
        print(operating.sentence(report))
        return 0
    print(operating.sentence(report), file=sys.stderr)
    return int(report.problem.exit_code)


def _parameters(given: argparse.Namespace) -> dict[str, object]:
    parameters: dict[str, object] = {"as_of": given.as_of}
    if given.flow in WITHOUT_YEAR:
        return parameters
    if given.year is None:
        raise WrongInput(field="--year", value=None, why="missing")
    parameters["year"] = given.year
    if given.flow == "quarterly-review":
        if given.quarter is None:
            raise WrongInput(field="--quarter", value=None, why="missing")
        parameters["quarter"] = given.quarter
    if given.flow == "compile-evaluation" and given.reason:
        if not given.entered_by:
            raise WrongInput(field="--entered-by", value=None, why="missing")
        parameters |= {"reason": given.reason, "entered_by": given.entered_by}
    return parameters

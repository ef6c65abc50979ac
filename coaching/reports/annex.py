"""The annex of a report as a workbook: all one needs to compute the estimate again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from coaching.domain.evaluation import AGENCY_COUNTS, analysed
from coaching.domain.evaluation_rules import Method
from coaching.domain.evidence import PRESENCES
from coaching.domain.frames import records
from coaching.domain.model_terms import model_terms
from coaching.domain.plan import METHOD
from coaching.rendering.workbook import WHOLE, Column, Sheet, Value, as_csv, workbook
from coaching.reports.changed import changes_section
from coaching.reports.full.threatened import threats_section
from coaching.reports.full.words import FullWords
from coaching.reports.level_table import LEVELS, figures_of
from coaching.reports.sectioned import Section
from coaching.reports.sentences import ESTIMATED, plain
from coaching.reports.small_groups import hidden_agencies
from coaching.reports.wording import Wording

FIGURES = (
    "estimate", "low", "high", "detectable", "before_after", "expected_rise", "second_opinion",
    "lot_chance", "lot_draws", "points_removed",
)  # fmt: skip


@dataclass(frozen=True)
class AnnexWords:
    """What the annex needs beside what the full report is told.

    Args:
        listed: agency, rank, decision, reason (a sentence) of the list that was decided on.
        pulls: source, number, day, moment, rows read, accepted and rejected, correction,
            SHA-256 of everything the values were read from.
    """

    full: FullWords
    listed: Sequence[Mapping[str, Any]]
    pulls: Sequence[Sequence[Value]]


def annex_files(words: AnnexWords) -> dict[str, bytes]:
    """Return the workbook, and its table of agencies as CSV beside it."""
    speech, brief = words.full.speech, words.full.brief
    title = speech.say("annex.title", year=brief.year, version=brief.version)
    agencies = _agencies(speech, words)
    sheets = [
        _about(speech, words), agencies, *_model(speech, words), _threats(speech, words),
        _levels(speech, words), _plan(speech, words), _sources(speech, words),
        *(_changes(speech, one) for one in changes_section(speech, brief)),
    ]  # fmt: skip
    stem = f"{brief.year}-evaluation-annex-v{brief.version}"
    made = workbook(sheets, title, brief.compiled_on)
    return {f"{stem}.xlsx": made, f"{stem}.csv": as_csv(agencies)}


def _about(speech: Wording, words: AnnexWords) -> Sheet:
    full, brief, found = words.full, words.full.brief, words.full.evaluation
    # Figures only where the report gives a number.
    shown = (*FIGURES, *AGENCY_COUNTS) if found.verdict in ESTIMATED else AGENCY_COUNTS
    rows: list[tuple[Value, Value]] = [
        (speech.say("annex.about.year"), brief.year),
        (speech.say("annex.about.version"), brief.version),
        (speech.say("annex.about.compiled"), brief.compiled_on),
        (speech.say("annex.about.outcome"), brief.indicator),
        (speech.say("annex.about.unit"), replace(speech, differs=False).unit_name()),
        (speech.say("annex.about.better"), _yes(speech, brief.higher_is_better)),
        (speech.say("annex.about.verdict"), speech.say(f"changes.verdict.{found.verdict}")),
        (speech.say("annex.about.method"), speech.say(f"changes.method.{found.method}")),
        *((speech.say(f"annex.figure.{name}"), getattr(found, name)) for name in shown),
        (speech.say("annex.about.how"), speech.say(f"annex.how.{_how(words)}")),
        (speech.say("annex.about.people"), speech.say("annex.people_note")),
        (speech.say("annex.about.score"), brief.score_sha256),
        (speech.say("annex.about.list"), full.prints.agencies),
        (speech.say("annex.about.plan"), full.grounds.plan.sha256),
        (speech.say("annex.about.rows"), full.prints.rows),
        (speech.say("annex.about.document"), full.prints.document),
        (speech.say("annex.about.software"), f"Sinar {full.prints.software}"),
    ]
    return _sheet(speech, "about", (("what", 44), ("value", 90)), rows)


def _how(words: AnnexWords) -> str:
    found = words.full.evaluation
    if found.verdict not in ESTIMATED:
        return "none"
    return "list" if found.method is Method.LIST_AS_INSTRUMENT else "ancova"


def _agencies(speech: Wording, words: AnnexWords) -> Sheet:
    """Return a row per agency, in the order of codes; small groups of people are left empty.

    Where attending earns points, those and the raw outcome would tell how many came: of
    an agency whose attendance is hidden only the outcome less the points is shown, which
    is what the estimate uses.
    """
    full = words.full
    used = set(analysed(full.rows)["agency"])
    people = {one.agency: one for one in full.brief.attendance}
    hidden = hidden_agencies(full.brief.attendance)
    listed = {one["agency"]: one for one in words.listed}
    sign = 1.0 if full.brief.higher_is_better else -1.0
    rows: list[list[Value]] = []
    for row in records(full.rows.sort_values("agency")):
        code, place = row["agency"], listed.get(row["agency"], {})
        earned = _number(row.get("earned")) or 0.0
        outcome = _number(row["outcome"])
        tells = code in hidden and earned > 0
        came = people.get(code) if code not in hidden else None
        rows.append([
            code, full.name(code), _yes(speech, row["coached"]), _yes(speech, code in used),
            _number(place.get("rank")), place.get("decision"), place.get("reason"),
            _number(row["score"]), _number(row["baseline"]), _number(row["earlier"]),
            None if tells else outcome, None if tells else earned,
            None if outcome is None else outcome - sign * earned,
            *(_yes(speech, row.get(name)) for name in ("listed", "in_lot", "resting")),
            *(getattr(came, name) if came else None for name in PRESENCES),
        ])  # fmt: skip
    columns = [
        ("code", 16), ("agency", 44), ("coached", 9), ("used", 11), ("rank", 10), ("decision", 14),
        ("reason", 60), ("score", 12), ("baseline", 12), ("earlier", 14), ("outcome", 12),
        ("earned", 12), ("adjusted", 14), ("listed", 12), ("in_lot", 12), ("resting", 12),
        *((name, 12) for name in PRESENCES),
    ]  # fmt: skip
    return _sheet(speech, "agencies", columns, rows, whole=("rank", *PRESENCES))


def _model(speech: Wording, words: AnnexWords) -> list[Sheet]:
    """Return the coefficients where the report gives a number that rests on them."""
    if _how(words) != "ancova":
        return []
    better = words.full.brief.higher_is_better
    terms = model_terms(analysed(words.full.rows), higher_is_better=better)
    rows = [
        (speech.say(f"annex.term.{one.name}"), one.name, one.coefficient, one.error, one.low,
         one.high) for one in terms
    ]  # fmt: skip
    columns = (("term", 44), ("name", 14), ("coefficient", 16), ("error", 16), ("from", 16),
               ("to", 16))  # fmt: skip
    return [_sheet(speech, "model", columns, rows)]


def _threats(speech: Wording, words: AnnexWords) -> Sheet:
    said = threats_section(speech, words.full)["rows"]
    rows = [
        (row["name"], speech.say("annex.asked" if one.asked else "annex.computed"),
         plain(row["words"]))
        for one, row in zip(words.full.grounds.threats, said, strict=True)
    ]  # fmt: skip
    return _sheet(speech, "threats", (("threat", 44), ("origin", 14), ("detail", 100)), rows)


def _levels(speech: Wording, words: AnnexWords) -> Sheet:
    levels = words.full.grounds.levels
    found = levels.as_document() if levels else {}
    rows: list[tuple[Any, ...]] = [
        (speech.say(f"levels.{level}"), figure and speech.say(f"annex.level.{figure}"), *told)
        for level in LEVELS
        if levels
        for figure, *told in figures_of(level, found[level])
    ]
    columns = (("level", 44), ("figure", 36), ("value", 14), ("from", 14), ("to", 14),
               ("answered", 14), ("asked", 14))  # fmt: skip
    return _sheet(speech, "levels", columns, rows, whole=("answered", "asked"))


def _plan(speech: Wording, words: AnnexWords) -> Sheet:
    plan = words.full.grounds.plan
    period = speech.say(f"grounds.period.{plan.plan.outcome_period}")
    told = {
        **plan.plan.as_document(), "outcome_period": period, "evaluate_on": plan.plan.evaluate_on,
    }  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (speech.say(f"grounds.plan_key.{name}"), value if _is_plain(value) else None)
        for name, value in told.items()
        if name != "method"
    ]
    rows += [
        (speech.say(f"annex.method.{name}.what"), speech.say(f"annex.method.{name}.value"))
        for name in METHOD
    ]
    rows.append((speech.say("annex.about.plan"), plan.sha256))
    rows.append((speech.say("annex.frozen_on"), plan.frozen_on))
    return _sheet(speech, "plan", (("what", 44), ("value", 70)), rows)


def _sources(speech: Wording, words: AnnexWords) -> Sheet:
    columns = (("source", 24), ("number", 9), ("taken_on", 19), ("taken_at", 28), ("read", 10),
               ("accepted", 10), ("rejected", 10), ("correction", 12), ("sha256", 68))  # fmt: skip
    rows = [
        [_yes(speech, value) if isinstance(value, bool) else value for value in row]
        for row in words.pulls
    ]
    return _sheet(
        speech, "sources", columns, rows, whole=("number", "read", "accepted", "rejected")
    )


def _changes(speech: Wording, told: Section) -> Sheet:
    rows = [(row["name"], plain(row["words"])) for row in told["rows"]]
    return _sheet(speech, "changes", (("what", 54), ("value", 100)), rows)


def _sheet(
    speech: Wording,
    name: str,
    columns: Sequence[tuple[str, float]],
    rows: Sequence[Sequence[Value]],
    *,
    whole: Sequence[str] = (),
) -> Sheet:
    shown = [
        Column(speech.say(f"annex.column.{key}"), width, WHOLE)
        if key in whole
        else Column(speech.say(f"annex.column.{key}"), width)
        for key, width in columns
    ]
    return Sheet(speech.say(f"annex.sheet.{name}"), shown, rows)


def _yes(speech: Wording, told: object) -> str:
    return speech.say("changes.yes" if told else "changes.no")


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else value


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | date)

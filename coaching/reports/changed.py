"""What a later version of a report says otherwise than the one before it, and why."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from coaching.domain.evaluation_rules import Standing
from coaching.domain.versions import Change, Changes
from coaching.reports.sectioned import Section, said, section
from coaching.reports.sentences import Run
from coaching.reports.small_groups import hidden_agencies, hidden_groups
from coaching.reports.wording import Wording
from coaching.reports.words import BriefWords

SIGNED = ("estimate", "low", "high", "before_after", "second_opinion")
COUNTED = ("coached", "others", "came", "invited")
Row = tuple[str, list[Run]]


def changes_section(speech: Wording, words: BriefWords) -> list[Section]:
    """Return one section: the reason, and every change before and after; none for a version 1.

    Counts of people that would point at a handful of them are left out.
    """
    changes = words.changes
    if changes is None:
        return []
    before = speech.count(changes.version)
    rows: list[Row] = []
    if words.reason:
        rows.append((speech.say("changes.reason"), [("strong", words.reason)]))
    rows += [_row(speech, "figure", one) for one in changes.figures]
    rows += list(_of_agencies(speech, words, changes))
    rows += [_row(speech, "people", one) for one in changes.attendance if not one.agency]
    rows += [_threat(speech, one) for one in changes.threats]
    rows += [_plan(speech, one) for one in changes.plan]
    if changes.levels:
        names = ", ".join(speech.say(f"changes.part.{one.name}") for one in changes.levels)
        rows.append((speech.say("changes.parts"), said(names)))
    title = speech.say("changes.title", version=before)
    return [section(title, rows, speech.say("changes.note", version=before))]


def _row(speech: Wording, kind: str, one: Change) -> Row:
    return speech.say(f"changes.{kind}.{one.name}"), said(_arrow(speech, one))


def _arrow(speech: Wording, one: Change) -> str:
    before, after = (_told(speech, one.name, value) for value in (one.before, one.after))
    return speech.say("changes.arrow", before=before, after=after)


def _of_agencies(speech: Wording, words: BriefWords, changes: Changes) -> Iterator[Row]:
    """Tell what changed of each agency in one row; of people nothing that either version hides."""
    hidden = hidden_agencies(words.attendance) | hidden_groups(changes.invited_before)
    people = [one for one in changes.attendance if one.agency and one.agency not in hidden]
    told = sorted([*changes.values, *people], key=lambda one: one.agency)
    for agency, own in groupby(told, key=lambda one: one.agency):
        parts = [f"{speech.say(f'changes.value.{one.name}')}: {_arrow(speech, one)}" for one in own]
        yield words.agency_names.get(agency, agency), said("; ".join(parts))


def _threat(speech: Wording, one: Change) -> Row:
    """Tell where a threat stood and stands; what was said of it stands with the threats."""
    before, after = (
        (value or {}).get("standing", Standing.UNKNOWN) for value in (one.before, one.after)
    )
    told = speech.say("changes.threat_facts")
    if before != after:
        told = speech.say(
            "changes.arrow", before=speech.say(f"grounds.standing.{before}").rstrip("."),
            after=speech.say(f"grounds.standing.{after}").rstrip("."),
        )  # fmt: skip
    return speech.say(f"grounds.threat.{one.name}"), said(told)


def _plan(speech: Wording, one: Change) -> Row:
    name = speech.say(f"grounds.plan_key.{one.name}")
    if isinstance(one.before, dict | list) or isinstance(one.after, dict | list):
        return name, said(speech.say("changes.plan_changed"))
    return name, said(_arrow(speech, one))


def _told(speech: Wording, name: str, value: Any) -> str:
    if value is None:
        return speech.say("changes.nothing")
    if isinstance(value, bool):
        return speech.say(f"changes.{'yes' if value else 'no'}")
    if name in COUNTED:
        return speech.count(value)
    if name in ("verdict", "method"):
        return speech.say(f"changes.{name}.{value}")
    if not isinstance(value, int | float):
        return str(value)
    if name in SIGNED:
        return _signed(speech, value)
    # What changed must be seen to have changed, and many changes are small.
    return speech.number(value, 3 if name == "score" else 2)


def _signed(speech: Wording, value: float) -> str:
    return speech.number(value, 2) if value <= 0 else f"+{speech.number(value, 2)}"

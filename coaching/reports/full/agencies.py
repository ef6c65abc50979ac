"""Who was coached and who compared, and every agency with its numbers."""

import math
from typing import Any

from coaching.domain.comparing import Part as Role
from coaching.domain.comparing import parts
from coaching.domain.fitted import FittedAgency
from coaching.domain.frames import records
from coaching.reports.full.blocks import Block, Column, Part, named, note, part, table
from coaching.reports.full.words import FullWords
from coaching.reports.sectioned import said, section
from coaching.reports.sentences import ESTIMATED
from coaching.reports.wording import Wording

ORDER = tuple(Role)


def compared(speech: Wording, words: FullWords) -> Part:
    """Return how many agencies were coached and compared, and why others were not."""
    found = words.evaluation
    counts = {
        "chosen": found.coached + found.lost_coached,
        "coached": found.coached,
        "others": found.others,
        "lost_coached": found.lost_coached,
        "lost_others": found.lost_others,
        "unranked": found.unranked,
        "resting": found.resting,
        "overridden": found.overridden,
        "passed_over": found.passed_over,
    }
    always = ("chosen", "coached", "others")
    rows = [
        (speech.say(f"full.count.{key}"), said(speech.count(count)))
        for key, count in counts.items()
        if count or key in always
    ]
    title = speech.say("full.compared")
    return part(
        title, note(speech.say("full.compared_note"), leads=True), named(section(title, rows))
    )


def one_by_one(speech: Wording, words: FullWords) -> Block:
    """Return every agency of the list in a table, those compared first, the neediest first."""
    fitted = {one.agency: one for one in words.evaluation.fit}
    judged = words.evaluation.verdict in ESTIMATED
    shown = ["need"]
    if fitted:
        shown += ["before", "expected", "after", "difference"] if judged else ["before", "after"]
    columns = [
        Column(speech.say("full.column.agency"), 5.2),
        Column(speech.say("full.column.role"), 2.4),
        *(Column(speech.say(f"full.column.{key}"), 1.6, right=True) for key in shown),
    ]
    lines = [
        [words.name(row["agency"]), speech.say(f"full.role.{_role(row)}"),
         *(_value(speech, words, key, row, fitted.get(row["agency"])) for key in shown)]
        for row in _in_order(words)
    ]  # fmt: skip
    return table(speech.say("full.all_agencies"), columns, lines)


def _in_order(words: FullWords) -> list[dict[str, Any]]:
    rows = records(words.rows.assign(part=parts(words.rows)))
    return sorted(rows, key=_place)


def _place(row: dict[str, Any]) -> tuple[int, bool, float, str]:
    need = math.inf if math.isnan(row["score"]) else -row["score"]
    return ORDER.index(Role(row["part"])), not row["coached"], need, row["agency"]


def _role(row: dict[str, Any]) -> str:
    """Return the part as a key of the catalogue: coached agencies are named as such."""
    compared = row["part"] in (Role.COACHED, Role.OTHER)
    return f"coached_{row['part']}" if row["coached"] and not compared else str(row["part"])


def _value(
    speech: Wording, words: FullWords, key: str, row: dict[str, Any], fitted: FittedAgency | None
) -> str:
    if key == "need":
        return "–" if math.isnan(row["score"]) else speech.number(row["score"], 2)
    if fitted is None:
        return "–"
    if key == "difference":
        sign = 1.0 if words.brief.higher_is_better else -1.0
        return speech.signed(sign * (fitted.after - fitted.expected))
    return speech.number(getattr(fitted, key))

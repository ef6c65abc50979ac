"""The row of large counts on a brief that has no estimate."""

from typing import Any

from coaching.domain.evaluation_rules import Verdict
from coaching.reports.small_groups import FEWEST_PEOPLE
from coaching.reports.wording import Wording
from coaching.reports.words import BriefWords


def tiles(speech: Wording, words: BriefWords) -> list[dict[str, Any]]:
    """Return the counts: agencies coached, who came, who did not, and the minimum."""
    found = words.evaluation
    chosen = found.coached + found.lost_coached
    # An agency that was never ranked is not counted twice: the total is then left out.
    everybody = None if found.unranked else chosen + found.others + found.lost_others
    shown = [_tile(speech, "tile_coached", chosen, everybody)]
    invited = sum(row.invited for row in words.attendance)
    if invited >= FEWEST_PEOPLE:
        came = sum(row.came for row in words.attendance)
        silent = any(row.unanswered for row in words.attendance)
        shown.append(_tile(speech, "tile_came", came, invited))
        label = "tile_unknown" if silent else "tile_absent"
        shown.append(_tile(speech, label, invited - came, invited))
    if found.verdict is Verdict.COUNTS_ONLY:
        shown.append(_minimum(speech, words))
    return shown


def _tile(speech: Wording, label: str, count: int, total: int | None) -> dict[str, Any]:
    return {
        "value": speech.count(count),
        "of": ""
        if total is None
        else speech.say("brief.counts-only.of", total=speech.count(total)),
        "label": speech.say(f"brief.counts-only.{label}"),
        "dots": None,
    }


def _minimum(speech: Wording, words: BriefWords) -> dict[str, Any]:
    """Return how much is missing for an estimate, as dots; the side that falls short."""
    found = words.evaluation
    few_coached = found.coached < found.minimum_coached
    filled, needed = (
        (found.coached, found.minimum_coached) if few_coached
        else (found.others, found.minimum_others)
    )  # fmt: skip
    label = "tile_minimum_coached" if few_coached else "tile_minimum_others"
    return {
        "value": "", "of": "",
        "label": speech.say(f"brief.counts-only.{label}", minimum=speech.count(needed)),
        "dots": {"filled": min(filled, needed), "needed": needed},
    }  # fmt: skip

"""The coached agencies of a report: rows, titles and notes of their charts."""

from collections.abc import Sequence
from typing import Any

from coaching.reports.coached_chart import CoachedRow, coached_chart
from coaching.reports.documents import Picture
from coaching.reports.sectioned import part
from coaching.reports.sentences import Run
from coaching.reports.small_groups import FEWEST_PEOPLE, hidden_agencies
from coaching.reports.wording import Wording
from coaching.reports.words import BriefWords


def coached_parts(
    speech: Wording, words: BriefWords, groups: Sequence[Sequence[CoachedRow]], height: float
) -> list[dict[str, Any]]:
    """Return a chart for each group of rows, with its title and notes."""
    return [
        part(
            _coached_title(speech, words, number, len(groups)),
            Picture(
                f"coached-{number}.svg", coached_chart(speech, group, row_height=height),
                speech.say("alt.coached", agencies=speech.count(len(group))),
            ),
            *coached_notes(speech, words),
        )
        for number, group in enumerate(groups, 1)
    ]  # fmt: skip


def coached_rows(speech: Wording, words: BriefWords) -> list[CoachedRow]:
    """Return the coached agencies, neediest first; those without a score afterwards last."""
    hidden = hidden_agencies(words.attendance)
    came = {
        row.agency: f"{speech.count(row.came)} / {speech.count(row.invited)}"
        for row in words.attendance
        if row.agency not in hidden
    }
    judged = {line.agency: line for line in words.evaluation.agencies}
    # Those without a score afterwards come last: nobody is left out silently.
    lost = [row.agency for row in words.attendance if row.agency not in judged]
    rows = [
        CoachedRow(
            words.agency_names[code], line.before, line.expected, line.after,
            line.difference, came.get(code, "–"),
        )
        for code, line in judged.items()
    ]  # fmt: skip
    return rows + [
        CoachedRow(words.agency_names[code], None, None, None, None, came.get(code, "–"))
        for code in lost
    ]


def _coached_title(speech: Wording, words: BriefWords, number: int, groups: int) -> str:
    if number > 1:
        return speech.say("brief.coached_title_more", part=f"{number}/{groups}")
    invited = sum(row.invited for row in words.attendance)
    if invited < FEWEST_PEOPLE:
        return speech.say("brief.coached_title_no_people", indicator=words.indicator)
    came = sum(row.came for row in words.attendance)
    return speech.say(
        "brief.coached_title", indicator=words.indicator,
        came=speech.count(came), invited=speech.count(invited),
    )  # fmt: skip


def coached_notes(speech: Wording, words: BriefWords) -> list[list[Run]]:
    """Return how the bars are to be read, and why some attendance is not printed."""
    note = speech.say("brief.coached_note")
    if hidden_agencies(words.attendance):
        note = f"{note} {speech.say('brief.hidden_note')}"
    return [[("plain", note)]]

"""The brief for the head of the city: one page that opens with the verdict."""

from typing import Any

from coaching.domain.evaluation_rules import Verdict
from coaching.reports.attendance_chart import Came, attendance_chart
from coaching.reports.beam import beam_chart
from coaching.reports.changed import changes_section
from coaching.reports.coached_chart import TALL
from coaching.reports.coached_parts import coached_notes, coached_parts, coached_rows
from coaching.reports.documents import Picture, both
from coaching.reports.groups import batched
from coaching.reports.room import row_height
from coaching.reports.sectioned import part
from coaching.reports.sentences import (
    ESTIMATED,
    Run,
    before_after,
    decimals,
    direction,
    headline,
    lead,
    panels,
    plain,
    short_sha,
)
from coaching.reports.small_groups import hidden_agencies
from coaching.reports.tiles import tiles
from coaching.reports.wording import Wording
from coaching.reports.words import BriefWords, Documents

ROWS_A_PAGE, ROWS_AT_EASE = 30, 25  # on a page of their own; at full height
ATTENDANCE_BESIDE, ATTENDANCE_A_PAGE = 11, 28


def evaluation_brief(words: BriefWords) -> Documents:
    """Return the brief as a PDF and as a page; the same words give the same bytes.

    It is one page as long as the coached agencies fit below the verdict, about
    eleven; those of a larger round follow on pages of their own.
    """
    speech = Wording(words.language, words.unit, decimals(words.evaluation), differs=True)
    estimated = words.evaluation.verdict in ESTIMATED
    parts, more = _estimated(speech, words) if estimated else _counted(speech, words)
    page: dict[str, Any] = {
        "language": words.language,
        "kicker": speech.say("brief.kicker", reader=words.reader),
        "edition": speech.say("brief.edition", year=words.year, date=speech.day(words.compiled_on)),
        "headline": headline(speech, words),
        "lead": lead(speech, words),
        "tiles": [] if estimated and not more else tiles(speech, words),
        "parts": parts,
        "why": _why(speech, words),
        "panels": panels(speech, words),
        "more": more,
        "changes": changes_section(speech, words),
        "footer": _footer(speech, words),
    }
    return both("report/brief", page)


def _estimated(speech: Wording, words: BriefWords) -> tuple[list[Any], list[Any]]:
    rows = coached_rows(speech, words)
    height = _height_beside(speech, words, len(rows))
    if height is not None:
        beside = coached_parts(speech, words, [rows], height) if rows else []
        return [_beam(speech, words, follows=False), *beside], []
    groups = list(batched(rows, ROWS_A_PAGE))
    height = min(TALL, TALL * ROWS_AT_EASE / max(map(len, groups)))
    return [_beam(speech, words, follows=True)], coached_parts(speech, words, groups, height)


def _height_beside(speech: Wording, words: BriefWords, rows: int) -> float | None:
    return row_height(
        rows,
        headline(speech, words),
        plain(lead(speech, words)),
        [plain(before_after(speech, words)), *map(plain, coached_notes(speech, words))],
        [plain(panel["words"]) for panel in panels(speech, words)],
    )


def _beam(speech: Wording, words: BriefWords, *, follows: bool) -> dict[str, Any]:
    found = words.evaluation
    if found.estimate is None or found.low is None or found.high is None:
        raise ValueError(f"a verdict {found.verdict} needs an estimate and its interval")
    chart = beam_chart(
        speech, estimate=found.estimate, low=found.low, high=found.high,
        detectable=found.detectable, before_after=found.before_after,
        agencies=found.coached + found.others, suffix=direction(words),
    )  # fmt: skip
    alt = speech.say(
        "alt.beam", estimate=speech.signed_amount(found.estimate),
        low=speech.signed(found.low), high=speech.signed(found.high),
    )  # fmt: skip
    title = speech.say("brief.beam_title", unit=speech.unit_name(), indicator=words.indicator)
    notes = [before_after(speech, words)]
    if follows:
        notes.append([("plain", speech.say("brief.next_page"))])
    return part(title, Picture("beam.svg", chart, alt), *notes)


def _counted(speech: Wording, words: BriefWords) -> tuple[list[Any], list[Any]]:
    hidden = hidden_agencies(words.attendance)
    rows = [
        Came(words.agency_names[row.agency], None if row.agency in hidden else row.counts)
        for row in words.attendance
    ]
    if not rows:
        return [], []
    beside = len(rows) <= ATTENDANCE_BESIDE
    charts = []
    for number, group in enumerate(batched(rows, len(rows) if beside else ATTENDANCE_A_PAGE), 1):
        picture = Picture(
            f"attendance-{number}.svg", attendance_chart(speech, group),
            speech.say("alt.attendance", agencies=speech.count(len(group))),
        )  # fmt: skip
        note: list[Run] = [("plain", speech.say("brief.counts-only.chart_note"))]
        charts.append(part(speech.say("brief.counts-only.title"), picture, note))
    return (charts, []) if beside else ([], charts)


def _why(speech: Wording, words: BriefWords) -> dict[str, Any] | None:
    """Say why a misleading number is missing, or name it once, struck through."""
    if words.evaluation.verdict is not Verdict.COUNTS_ONLY:
        said = [] if words.evaluation.verdict in ESTIMATED else before_after(speech, words)
        return {"title": "", "words": said} if said else None
    struck: Run = ("struck", speech.say("brief.counts-only.why_struck"))
    reason: Run = ("plain", " " + speech.say("brief.counts-only.why"))
    return {"title": speech.say("brief.counts-only.why_title"), "words": [struck, reason]}


def _footer(speech: Wording, words: BriefWords) -> str:
    frozen, sha = speech.day(words.frozen_on), short_sha(words.score_sha256)
    said = [speech.say("brief.footer", date=frozen, sha=sha)]
    said.append(speech.say("brief.footer_version", version=words.version))
    if words.changes is not None:
        said.append(speech.say("brief.footer_changes"))
    if words.grounds and words.grounds.plan.is_exploratory:
        said.append(speech.say("brief.exploratory"))
    if words.is_invented:
        said.append(speech.say("brief.invented"))
    return " · ".join(said)

"""The list of a year as it is put up for approval: places, decisions, and reasons."""

from typing import Any

from coaching.domain.selection_rules import Decision
from coaching.reports.documents import Picture, printed
from coaching.reports.groups import batched
from coaching.reports.ranking_chart import RankedRow, ranking_chart
from coaching.reports.sentences import short_sha
from coaching.reports.wording import Wording
from coaching.reports.words import ListedAgency, SelectionWords

ROWS_A_PAGE = 35
STATUS = {
    Decision.SELECTED: "chosen",
    Decision.DUE: "chosen",
    Decision.LOT: "chosen",
    Decision.MUST: "chosen",
    Decision.DATA_COACHING: "chosen",
    Decision.RESERVE: "reserve",
    Decision.RESTING: "out",
    Decision.NO_GAP: "out",
    Decision.NOT_RANKED: "not_ranked",
}


def selection_page(words: SelectionWords) -> bytes:
    """Return the list as a PDF: the chart of all agencies, then the reasons as a table.

    The same words give the same bytes.
    """
    speech = Wording(words.language, digits=2)
    page: dict[str, Any] = {
        "language": words.language,
        "kicker": speech.say("selection.kicker", year=words.year),
        "edition": speech.say(
            "selection.edition", agencies=speech.count(len(words.agencies)),
            date=speech.day(words.proposed_on),
        ),
        "headline": _headline(speech, words),
        "lead": _lead(speech, words),
        "charts": _charts(speech, words),
        "reasons": _reasons(speech, words),
        "approve": {
            "title": speech.say("selection.approve_title"),
            "words": speech.say("selection.approve", fingerprint=words.fingerprint),
        },
        "footer": _footer(speech, words),
    }  # fmt: skip
    return printed("report/selection.typ", page)


def _headline(speech: Wording, words: SelectionWords) -> str:
    chosen = sum(_status(row) == "chosen" for row in words.agencies)
    return speech.say("selection.headline", Chosen=speech.opening_count(chosen))


def _lead(speech: Wording, words: SelectionWords) -> str:
    said = [speech.say("selection.lead", capacity=speech.count(words.capacity))]
    unranked = sum(_status(row) == "not_ranked" for row in words.agencies)
    if unranked:
        said.append(
            speech.say("selection.lead_not_ranked", Not_ranked=speech.opening_count(unranked))
        )
    drawn = sum(row.decision == Decision.LOT for row in words.agencies)
    if words.seed and drawn:
        said.append(
            speech.say("selection.lead_lot", Places=speech.opening_count(drawn), seed=words.seed)
        )
    if words.provisional:
        said.append(
            speech.say(
                "selection.lead_provisional", provisional=speech.count(words.provisional),
                values=speech.count(words.values),
            )
        )  # fmt: skip
    if words.detectable is not None:
        size = Wording(words.language, words.unit, differs=True).amount(words.detectable)
        said.append(speech.say("selection.lead_detectable", size=size))
    else:
        said.append(speech.say("selection.lead_not_detectable"))
    return " ".join(said)


def _charts(speech: Wording, words: SelectionWords) -> list[Picture]:
    groups = list(batched(words.agencies, ROWS_A_PAGE))
    highest = max((row.need for row in words.agencies if row.need is not None), default=1.0)
    shown = {_status(row) for row in words.agencies}
    return [
        Picture(
            f"ranking-{number}.svg",
            ranking_chart(
                speech, [_row(speech, row) for row in group], highest=highest,
                legend=shown if number == len(groups) else (),
            ),
            speech.say("alt.ranking", agencies=speech.count(len(group))),
        )
        for number, group in enumerate(groups, 1)
    ]  # fmt: skip


def _row(speech: Wording, row: ListedAgency) -> RankedRow:
    decision = speech.say(f"selection.decision.{row.decision}")
    return RankedRow(row.rank, row.name, row.need, _status(row), decision)


def _status(row: ListedAgency) -> str:
    return STATUS[Decision(row.decision)]


def _reasons(speech: Wording, words: SelectionWords) -> dict[str, Any]:
    columns = ("place", "agency", "need", "reason")
    return {
        "title": speech.say("selection.reasons_title"),
        "note": speech.say("selection.reasons_note"),
        "columns": [speech.say(f"selection.column_{column}") for column in columns],
        "rows": [
            {
                "place": "–" if row.rank is None else str(row.rank),
                "name": row.name,
                "need": "–" if row.need is None else speech.number(row.need),
                "reason": row.reason,
                "chosen": _status(row) == "chosen",
            }
            for row in words.agencies
        ],
    }


def _footer(speech: Wording, words: SelectionWords) -> str:
    said = [
        speech.say(
            "selection.footer", date=speech.day(words.proposed_on),
            sha=short_sha(words.score_sha256),
        )
    ]  # fmt: skip
    if words.is_invented:
        said.append(speech.say("brief.invented"))
    return " · ".join(said)

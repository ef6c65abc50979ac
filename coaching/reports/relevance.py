"""The page about the indicators themselves: what is proposed for each, and what was decided."""

from typing import Any

from coaching.domain.relevance_rules import Fate, IndicatorReview
from coaching.rendering.words import say
from coaching.reports.documents import Picture, both
from coaching.reports.relevance_chart import RelevanceRow, flag_words, relevance_chart
from coaching.reports.relevance_words import RelevanceWords
from coaching.reports.wording import Wording
from coaching.reports.words import Documents


def relevance_page(words: RelevanceWords) -> Documents:
    """Return the yearly review as a PDF and as a page; the same words give the same bytes."""
    speech = Wording(words.language, digits=2)
    page: dict[str, Any] = {
        "language": words.language,
        "kicker": speech.say("relevance.kicker"),
        "edition": speech.say(
            "relevance.edition", year=words.year, date=speech.day(words.reviewed_on)
        ),
        "headline": _headline(speech, words),
        "lead": speech.say("relevance.lead", values_of=words.year - 1),
        "picture": _picture(speech, words),
        "notes": _notes(speech, words),
        "earlier": _earlier(speech, words),
        "decide": {
            "title": speech.say("relevance.decide_title"),
            "words": speech.say("relevance.decide", year=words.year),
        },
        "footer": _footer(speech, words),
    }  # fmt: skip
    return both("report/relevance", page)


def _headline(speech: Wording, words: RelevanceWords) -> str:
    doubted = [one for one in words.review.indicators if one.proposal is not Fate.KEEP]
    total = speech.count(len(words.review.indicators))
    if not doubted:
        return speech.say("relevance.headline_none", total=total)
    return speech.say("relevance.headline", Doubted=speech.opening_count(len(doubted)), total=total)


def _picture(speech: Wording, words: RelevanceWords) -> Picture:
    rows = [
        RelevanceRow(_title(words, one.indicator), one.findings, one.proposal)
        for one in words.review.indicators
    ]
    alt = speech.say("alt.relevance", indicators=speech.count(len(rows)))
    return Picture("relevance.svg", relevance_chart(speech, rows), alt)


def _notes(speech: Wording, words: RelevanceWords) -> dict[str, Any]:
    """Return what stands below the picture: one list per matter, empty ones left out."""
    lists = {
        "flags": [line for one in words.review.indicators for line in _flags(speech, words, one)],
        "decided": [
            speech.say(
                "relevance.decided", title=_title(words, code),
                decision=_fate(speech, fate),
            )
            for code, fate in words.decided.items()
        ],
        "pairs": [
            speech.say(
                "relevance.pair", first=_title(words, one.first),
                second=_title(words, one.second), correlation=speech.number(one.correlation),
            )
            for one in words.review.pairs
        ],
        "redefined": [
            speech.say(
                "relevance.redefined", title=_title(words, one.indicator),
                what=speech.say(f"relevance.part.{one.what}"),
                before=_plain(speech, one.before), now=_plain(speech, one.now),
            )
            for one in words.review.redefined
        ],
        "still": [
            speech.say(
                "relevance.cannot_move", title=_title(words, one.indicator),
                days=speech.count(words.rules.follow_up_days),
            )
            for one in words.review.indicators
            if one.can_move is False
        ],
    }  # fmt: skip
    return {
        "empty": speech.say("relevance.nothing_else"),
        "lists": [
            {"title": speech.say(f"relevance.{name}_title"), "lines": lines}
            for name, lines in lists.items()
            if lines
        ],
    }


def _flags(speech: Wording, words: RelevanceWords, one: IndicatorReview) -> list[str]:
    target = words.targets.get(one.indicator)
    told = flag_words(speech, one.findings, _amount(words, target) if target else "–")
    title = _title(words, one.indicator)
    return [speech.say("relevance.flagged", title=title, why=why) for why in told.values()]


def _amount(words: RelevanceWords, target: tuple[float, str]) -> str:
    value, unit = target
    return Wording(words.language, unit).plain_amount(value)


def _earlier(speech: Wording, words: RelevanceWords) -> dict[str, Any]:
    return {
        "title": speech.say("relevance.earlier_title"),
        "none": speech.say("relevance.earlier_none"),
        "rows": [
            {
                "year": str(one.year),
                "title": one.title,
                "decision": _fate(speech, one.decision),
                "reason": f"{one.reason} ({one.decided_by})",
            }
            for one in words.earlier
        ],
    }


def _title(words: RelevanceWords, code: str) -> str:
    return words.titles.get(code, code)


def _plain(speech: Wording, told: str) -> str:
    """Return a value of `config/` as a reader writes it: numbers with their decimal sign."""
    try:
        return speech.plain(float(told))
    except ValueError:
        return told


def _fate(speech: Wording, fate: Fate) -> str:
    return say(f"terms.fate.{fate.value}", speech.language)


def _footer(speech: Wording, words: RelevanceWords) -> str:
    said = [speech.say("relevance.footer", date=speech.day(words.reviewed_on))]
    if words.is_invented:
        said.append(speech.say("brief.invented"))
    return " · ".join(said)

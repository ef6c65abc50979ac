"""What a quarterly review says beside the indicators: the effect so far, advice and memory."""

from collections.abc import Sequence
from typing import Any

from coaching.domain.interim import Interim
from coaching.domain.recommending import Advice, Recommendation
from coaching.reports.wording import Wording
from coaching.reports.words import QuarterlyWords, Remembered

NAMED = 5  # agencies by name in one sentence


def interim_words(speech: Wording, words: QuarterlyWords) -> dict[str, str]:
    """Return the effect so far: an estimate that calls itself interim, and no verdict."""
    title = speech.say("quarterly.interim_title")
    if words.interim is None:
        return {"title": title, "figure": "", "words": speech.say("quarterly.interim_none")}
    own = Wording(speech.language, words.outcome_unit, differs=True)
    facts = _facts(own, words.interim, words.outcome)
    figure, key = "", "interim_few"
    if words.interim.estimate is not None:
        figure, key = own.say("quarterly.interim_figure", **facts), "interim"
    told = [own.say(f"quarterly.{key}", **facts)]
    if words.planned_on is not None:
        told.append(own.say("quarterly.interim_waits", planned=own.day(words.planned_on)))
    return {"title": title, "figure": figure, "words": " ".join(told)}


def _facts(own: Wording, found: Interim, outcome: str) -> dict[str, Any]:
    told = {
        "year": found.year,
        "outcome": outcome,
        "coached": own.count(found.coached),
        "others": own.count(found.others),
        "until": own.period(found.until),
    }
    if found.estimate is None or found.low is None or found.high is None:
        return told
    return {
        **told,
        "estimate": own.signed_amount(found.estimate),
        "low": own.signed(found.low),
        "high": own.signed(found.high),
    }


def advice_words(speech: Wording, words: QuarterlyWords) -> dict[str, Any]:
    """Return what the records recommend, one sentence each."""
    own = Wording(speech.language, words.outcome_unit, differs=True)
    return {
        "title": speech.say("quarterly.advice_title", year=words.year + 1),
        "none": speech.say("quarterly.advice_none"),
        "rows": [_sentence(own, one) for one in words.advice],
    }


def _sentence(own: Wording, one: Recommendation) -> str:
    facts = dict(one.facts)
    key = f"quarterly.advice.{one.advice}"
    if one.advice in (Advice.DATA, Advice.FURTHEST):
        names = facts["agencies"]
        told = ", ".join(names[:NAMED])
        more = len(names) - NAMED
        names_told = own.say("quarterly.and_more", names=told, more=more) if more > 0 else told
        return own.say(key, names=names_told, count=own.count(len(names)))
    if one.advice is Advice.PRECISION:
        return own.say(
            key,
            detectable=own.amount(facts["detectable"]),
            margin=own.plain_amount(facts["margin"]),
        )
    if one.advice is Advice.DUE and "years" not in facts:
        key += "_no_place"
    return own.say(key, **facts)


def memory_words(speech: Wording, words: QuarterlyWords) -> dict[str, Any]:
    """Return who was coached how often and with what result, as a table."""
    own = Wording(speech.language, words.outcome_unit, differs=True)
    columns = ("agency", "times", "result")
    return {
        "title": speech.say("quarterly.memory_title"),
        "note": speech.say("quarterly.memory_note"),
        "none": speech.say("quarterly.memory_none"),
        "columns": [speech.say(f"quarterly.memory_{column}") for column in columns],
        "rows": _memory(own, words.memory),
    }


def _memory(own: Wording, memory: Sequence[Remembered]) -> list[dict[str, str]]:
    return [
        {
            "name": one.name,
            "times": own.say(
                "quarterly.times", count=own.count(len(one.years)),
                years=", ".join(map(str, one.years)),
            ),
            "result": own.say("quarterly.not_judged")
            if one.judged_in is None or one.difference is None
            else own.say(
                "quarterly.judged", year=one.judged_in,
                difference=own.signed_amount(one.difference),
            ),
        }
        for one in memory
    ]  # fmt: skip

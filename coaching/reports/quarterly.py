"""The quarterly review: what has come in so far, without a verdict."""

from typing import Any

from coaching.rendering.formats import unbroken
from coaching.reports.ahead import advice_words, interim_words, memory_words
from coaching.reports.documents import both
from coaching.reports.wording import Wording
from coaching.reports.words import Documents, GroupMean, QuarterlyIndicator, QuarterlyWords

COLUMNS = ("indicator", "period", "coached", "others")


def quarterly_page(words: QuarterlyWords) -> Documents:
    """Return the review of a quarter as a PDF and as a page; the same words give the same bytes."""
    speech = Wording(words.language)
    when = {"quarter": words.quarter, "year": words.year}
    page: dict[str, Any] = {
        "language": words.language,
        "kicker": speech.say("quarterly.kicker"),
        "edition": speech.say("quarterly.edition", **when, date=speech.day(words.compiled_on)),
        "headline": speech.say("quarterly.headline", **when),
        "lead": _lead(speech, words),
        "indicators": _indicators(speech, words),
        "interim": interim_words(speech, words),
        "advice": advice_words(speech, words),
        "due": _due(speech, words),
        "memory": memory_words(speech, words),
        "footer": _footer(speech, words),
    }
    return both("report/quarterly", page)


def _lead(speech: Wording, words: QuarterlyWords) -> str:
    if words.planned_on is None:
        return speech.say("quarterly.lead_no_plan")
    return speech.say("quarterly.lead", planned=speech.day(words.planned_on))


def _indicators(speech: Wording, words: QuarterlyWords) -> dict[str, Any]:
    nobody = not any(row.coached.agencies for row in words.indicators)
    note = speech.say("quarterly.count_note")
    if nobody:
        note = f"{note} {speech.say('quarterly.nobody_coached')}"
    return {
        "title": speech.say("quarterly.table_title"),
        "columns": [speech.say(f"quarterly.column_{column}") for column in COLUMNS],
        "rows": [_row(speech, row) for row in words.indicators],
        "note": note,
        "empty": None if words.indicators else speech.say("quarterly.no_values"),
    }


def _row(speech: Wording, row: QuarterlyIndicator) -> dict[str, Any]:
    return {
        "title": row.title,
        "unit": Wording(speech.language, row.unit).unit_name(),
        "period": speech.period(row.period),
        "coached": _group(speech, row.coached),
        "others": _group(speech, row.others),
    }


def _group(speech: Wording, group: GroupMean) -> dict[str, str]:
    mean = speech.say("quarterly.no_value") if group.mean is None else speech.number(group.mean)
    reported = speech.say(
        "quarterly.of_agencies",
        count=speech.count(group.reported), total=speech.count(group.agencies),
    )  # fmt: skip
    return {"mean": mean, "reported": unbroken(reported)}


def _due(speech: Wording, words: QuarterlyWords) -> dict[str, Any]:
    return {
        "title": speech.say("quarterly.maintenance_title"),
        "note": speech.say("quarterly.maintenance_note", years=words.due_after_years),
        "none_due": speech.say("quarterly.maintenance_none"),
        "rows": [
            {
                "name": row.name,
                "last": speech.say("quarterly.never_coached")
                if row.last_year is None
                else speech.say("quarterly.last_coached", year=row.last_year),
            }
            for row in words.due
        ],
    }


def _footer(speech: Wording, words: QuarterlyWords) -> str:
    said = [speech.say("quarterly.footer", date=speech.day(words.compiled_on))]
    if words.is_invented:
        said.append(speech.say("brief.invented"))
    return " · ".join(said)

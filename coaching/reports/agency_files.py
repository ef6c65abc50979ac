"""The pages of all agencies of a list, made from what was frozen with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from coaching.domain.frames import records
from coaching.domain.indicators import Indicator
from coaching.domain.replaying import indicators_of, rules_of, selected_again
from coaching.domain.selection import Selection
from coaching.domain.standing import Move, Standing, places_by_need, standings, turning_points
from coaching.rendering.reasons import reason_sentence
from coaching.reports.agency import agency_page
from coaching.reports.agency_words import AgencyWords, IndicatorLine, TrendPoint, Turn

YEARS = 5  # of the trend, the year of the list's values included


@dataclass(frozen=True)
class ListFacts:
    """What the pages of a list share.

    Args:
        document: what was frozen with the list.
        names: of the agencies, by code.
        trend: as `coaching.domain.trend` returns it.
        organiser: whom objections go to.
    """

    language: str
    document: Mapping[str, Any]
    score_sha256: str
    proposed_on: date
    names: Mapping[str, str]
    trend: pd.DataFrame
    organiser: str
    is_invented: bool


def agency_files(given: ListFacts) -> Iterator[tuple[str, bytes]]:
    """Return the page of each agency as PDF and as HTML, by file name."""
    for code, words in all_words(given):
        made = agency_page(words)
        yield f"{code}.pdf", made.pdf
        yield f"{code}.html", made.html.encode()


def all_words(given: ListFacts) -> Iterator[tuple[str, AgencyWords]]:
    """Return what each agency's page is told, neediest agency first."""
    indicators, rules = indicators_of(given.document), rules_of(given.document)
    found = selected_again(given.document)
    sure = standings(found, indicators, rules)
    for row in records(found.table):
        yield row["agency"], _words(given, found, indicators, rules.rest_years, row, sure)


def _words(
    given: ListFacts,
    found: Selection,
    indicators: Sequence[Indicator],
    rest_years: int,
    row: Mapping[str, Any],
    sure: Mapping[str, Standing],
) -> AgencyWords:
    agency, reason = str(row["agency"]), row["reason"]
    titles = {one.code: one for one in indicators}
    turns = turning_points(found, indicators, agency)
    probability = row["probability"]
    return AgencyWords(
        language=given.language,
        year=given.document["year"],
        name=given.names.get(agency, agency),
        decision=row["decision"],
        reason=reason_sentence(reason, given.language, titles),
        rank=reason["rank"],
        of=reason["of"],
        need=reason["need"],
        coverage=reason["coverage"],
        places=places_by_need(found),
        probability=None if pd.isna(probability) else float(probability),
        standing=sure.get(agency),
        indicators=tuple(_lines(found, indicators, row)),
        trend=tuple(_trend(given.trend, agency)),
        turns=tuple(_turn(moves, titles) for moves in turns),
        is_above=bool(turns) and _is_above(found, agency),
        missing=tuple(titles[code].short_title for code in reason["missing"] if code in titles),
        last_coached=reason.get("last_coached"),
        organiser=given.organiser,
        proposed_on=given.proposed_on,
        score_sha256=given.score_sha256,
        redraws=sum(sure[agency].counts) if agency in sure else 0,
        rest_years=rest_years,
        is_invented=given.is_invented,
    )  # fmt: skip


def _turn(moves: Sequence[Move], titles: Mapping[str, Indicator]) -> Turn:
    told = [(titles[one.indicator], one) for one in moves]
    return Turn(tuple((of.short_title, of.unit, one.before, one.after) for of, one in told))


def _is_above(found: Selection, agency: str) -> bool:
    """Say whether an agency has one of the greatest needs, as many as there are places."""
    need = found.table.set_index("agency")["need"]
    decision = found.table.set_index("agency")["decision"]
    by_need = need[decision.isin(["selected", "due", "lot", "reserve"])]
    order = by_need.sort_values(ascending=False, kind="stable")
    return agency in list(order.index[: places_by_need(found)])


def _lines(
    found: Selection, indicators: Sequence[Indicator], row: Mapping[str, Any]
) -> Iterator[IndicatorLine]:
    parts = {part["indicator"]: part for part in row["contributions"]}
    total = sum(one.weight for one in indicators)
    medians = found.gaps.median(axis=0)
    for one in indicators:
        part = parts.get(one.code)
        median = medians[one.code]
        yield IndicatorLine(
            title=one.title,
            unit=one.unit,
            target=one.target,
            floor=one.floor,
            weight=one.weight / total,
            value=part["value"] if part else None,
            counted=part["counted"] if part else None,
            gap=part["gap"] if part else None,
            median_gap=None if pd.isna(median) else float(median),
            share=part["share"] if part else 0.0,
        )


def _trend(trend: pd.DataFrame, agency: str) -> Iterator[TrendPoint]:
    medians = trend.groupby("year")["need"].median()
    own = {row["year"]: row for row in records(trend[trend["agency"] == agency])}
    for year, median in medians.items():
        row = own.get(year, {"need": None, "low": None, "high": None})
        yield TrendPoint(int(str(year)), row["need"], row["low"], row["high"], float(median))

"""From lists of employees to indicators of agencies: which can be had, by which rule set."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import pandas as pd
import polars as pl

from coaching.domain import headcounts, ip_asn
from coaching.domain.headcounts import reaches
from coaching.domain.ip_asn_rules import IpAsnRules

IP_ASN, WITHOUT_COACHING = "ip-asn", "ip-asn-without-coaching"
IPASN_2019 = "ipasn-2019"
COUNTED = "counted"  # the rule set of what is simply counted
COLUMNS = ("agency", "indicator", "rule_set", "heads", "measured", "value", *ip_asn.DIMENSIONS)
DECIMALS = 4


@dataclass(frozen=True)
class Lists:
    """What was told of employees; None: no such list. Columns: see `domain.ip_asn.score`."""

    employees: pl.LazyFrame
    training: pl.LazyFrame | None = None
    performance: pl.LazyFrame | None = None
    discipline: pl.LazyFrame | None = None
    absence: pl.LazyFrame | None = None


def measured(
    lists: Lists, rules: IpAsnRules, rule_set: str | None, year: int, wanted: Collection[str]
) -> pd.DataFrame:
    """Return one row per agency and indicator.

    Args:
        lists: of employees.
        rules: of the IP ASN.
        rule_set: by which the IP ASN of the year is had; computed here by `ipasn-2019` alone.
        year: the measured year.
        wanted: codes of the indicators the city uses; others are not computed.

    Returns:
        Columns `COLUMNS`; `value` is missing where nobody is measured. An indicator
        whose list has no row of the year is left out: the list has not got there yet.
    """
    parts = [
        frame.with_columns(indicator=pl.lit(code), rule_set=pl.lit(COUNTED))
        for code, frame in _counted(lists, rules, year).items()
        if code in wanted
    ]
    if rule_set == IPASN_2019 and {IP_ASN, WITHOUT_COACHING} & set(wanted):
        parts += [one for code, one in _ip_asn(lists, rules, year).items() if code in wanted]
    empty = pl.LazyFrame(schema=SCHEMA)
    texts = [part.with_columns(pl.col("agency").cast(pl.String)) for part in parts]
    table = pl.concat([empty, *texts], how="diagonal_relaxed").collect(engine="streaming")
    return _agency_level(table)


SCHEMA = {
    "agency": pl.String, "indicator": pl.String, "rule_set": pl.String, "heads": pl.UInt32,
    "measured": pl.UInt32, "value": pl.Float64, **dict.fromkeys(ip_asn.DIMENSIONS, pl.Float64),
}  # fmt: skip


def _agency_level(table: pl.DataFrame) -> pd.DataFrame:
    rows = table.select(COLUMNS).sort("indicator", "agency").to_dicts()
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    numbers = ["value", *ip_asn.DIMENSIONS]
    return frame.assign(**frame[numbers].astype(float).round(DECIMALS))


def _counted(lists: Lists, rules: IpAsnRules, year: int) -> Mapping[str, pl.LazyFrame]:
    people = lists.employees
    ways: Mapping[str, tuple[pl.LazyFrame | None, Callable[[pl.LazyFrame], pl.LazyFrame]]] = {
        "twenty-hours": (
            lists.training, lambda told: headcounts.twenty_hours(people, told, year)
        ),
        "good-performance": (
            lists.performance, lambda told: headcounts.good_performance(people, told, rules, year)
        ),
        "unexcused-absence": (
            lists.absence, lambda told: headcounts.absence_days(people, told, year)
        ),
        "absence-ladder": (
            lists.absence, lambda told: headcounts.absence_ladder(people, told, year)
        ),
    }  # fmt: skip
    found = {
        code: way(told) for code, (told, way) in ways.items() if told is not None
        and reaches(told, year)
    }  # fmt: skip
    if lists.discipline is not None:  # a year without any case is a good year
        found["discipline-cases"] = headcounts.discipline_cases(people, lists.discipline, year)
    return found


def _ip_asn(lists: Lists, rules: IpAsnRules, year: int) -> Mapping[str, pl.LazyFrame]:
    training = lists.training if reaches(lists.training, year) else None
    scored = ip_asn.score(
        lists.employees, training, lists.performance, lists.discipline, rules, year
    )
    # Once for both: nobody wants to join a nation's rows twice.
    table = ip_asn.by_agency(scored).collect(engine="streaming").lazy()
    table = table.with_columns(rule_set=pl.lit(IPASN_2019))
    common = ["agency", "rule_set", "heads", "measured"]
    return {
        IP_ASN: table.select(*common, *ip_asn.DIMENSIONS, value="index", indicator=pl.lit(IP_ASN)),
        WITHOUT_COACHING: table.select(
            *common, value="index_without_coaching", indicator=pl.lit(WITHOUT_COACHING)
        ),
    }

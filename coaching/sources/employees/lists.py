"""Checks of employee rows: the profile, and what is told of people year by year."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import polars as pl

from coaching.domain.ip_asn_rules import DISCIPLINE, EDUCATION, POSITION_TYPES, TRAINING
from coaching.programme import Holds
from coaching.sources.employees import meanings, nip_numbers
from coaching.sources.employees.sifting import RowSieve
from coaching.sources.employees.units import UnitTree
from coaching.sources.names import AgencyNames
from coaching.sources.numbers import number, uses_comma

HIGHEST_PERFORMANCE = 120  # PP 30/2019
PREDICATES = tuple(dict.fromkeys(meanings.PREDICATES.values()))


@dataclass(frozen=True)
class KnownOfEmployees:
    """What is known before a list of employees is read.

    Args:
        year: the measured year; names of agencies are understood as of it.
        agencies: which name means which agency.
        units: the tree of units, where one was read.
        education, training: the city's own words, in small letters.
        coaching: phrases by which a training is known to be the coaching itself.
    """

    year: int
    agencies: AgencyNames
    units: UnitTree | None = None
    education: Mapping[str, str] = field(default_factory=dict)
    training: Mapping[str, str] = field(default_factory=dict)
    coaching: tuple[str, ...] = ()


def check_employees(sieve: RowSieve, known: KnownOfEmployees) -> pl.DataFrame:
    """Return person, agency, group, education, position_type, echelon; one row per person."""
    _check_nip(sieve)
    _check_birth(sieve)
    _resolve_agencies(sieve, known)
    of_education = partial(meanings.education, words=known.education)
    _put_word(sieve, "education", of_education, tuple(EDUCATION), "education-unknown")
    _put_word(sieve, "position_type", meanings.post, POSITION_TYPES, "position-type-unknown")
    sieve.put(echelon=sieve.meant("echelon", meanings.echelon, pl.Int8))
    said = ["agency", "education", "position_type", "echelon"]
    sieve.reject_repeats(sieve.frame["nip"], said, "nip")
    group = nip_numbers.group(pl.col("nip"))
    return sieve.frame.select(pl.col("nip").alias("person"), *said, group=group)


def check_training(sieve: RowSieve, known: KnownOfEmployees) -> pl.DataFrame:
    """Return person, kind, level, year, hours, days, months, coaching."""
    _check_nip(sieve)
    _check_years(sieve)
    kind = partial(meanings.training_kind, words=known.training)
    sieve.put(meant=sieve.meant("kind", kind, pl.Enum(TRAINING)))
    sieve.reject(sieve.frame["meant"].is_null(), "kind", "training-kind-unknown")
    for amount in ("hours", "days", "months"):
        _put_amount(sieve, amount)
    levels = [sieve.meant(one, meanings.leadership_level, pl.Int8) for one in ("kind", "name")]
    sieve.put(level=levels[0].fill_null(levels[1]), coaching=_is_coaching(sieve, known.coaching))
    unclear = (sieve.frame["meant"] == "leadership") & sieve.frame["level"].is_null()
    sieve.notice(unclear, "kind", "training-level-unknown")
    return sieve.frame.select(
        pl.col("nip").alias("person"), pl.col("meant").alias("kind"),
        "level", "year", "hours", "days", "months", "coaching",
    )  # fmt: skip


def check_performance(sieve: RowSieve, _known: KnownOfEmployees) -> pl.DataFrame:
    """Return person, year, value, predicate; one row per person and year."""
    _check_nip(sieve)
    _check_years(sieve)
    sieve.reject(~sieve.told("value") & ~sieve.told("predicate"), "value", "no-value")
    _put_amount(sieve, "value")
    sieve.reject(sieve.frame["value"] > HIGHEST_PERFORMANCE, "value", "not-a-performance")
    sieve.put(word=sieve.meant("predicate", meanings.predicate, pl.Enum(PREDICATES)))
    unknown = sieve.told("predicate") & sieve.frame["word"].is_null()
    sieve.reject(unknown, "predicate", "predicate-unknown")
    sieve.put(predicate=sieve.frame["word"])
    years = pl.col("year").cast(pl.Int64) - 1900
    keys = sieve.frame.select((pl.col("nip") - 19 * 10**16) * 256 + years).to_series()
    sieve.reject_repeats(keys, ["value", "predicate"], "nip")
    return sieve.frame.select(pl.col("nip").alias("person"), "year", "value", "predicate")


def check_discipline(sieve: RowSieve, _known: KnownOfEmployees) -> pl.DataFrame:
    """Return person, level, year."""
    _check_nip(sieve)
    _check_years(sieve)
    sieve.put(found=sieve.meant("level", meanings.discipline_level, pl.Enum(list(DISCIPLINE))))
    sieve.reject(sieve.frame["found"].is_null(), "level", "discipline-level-unknown")
    sieve.put(level=sieve.frame["found"])
    return sieve.frame.select(pl.col("nip").alias("person"), "level", "year")


def check_absence(sieve: RowSieve, _known: KnownOfEmployees) -> pl.DataFrame:
    """Return person, year, days, in_a_row."""
    _check_nip(sieve)
    _check_years(sieve)
    sieve.reject(~sieve.told("days"), "days", "no-value")
    for amount in ("days", "in_a_row"):
        _put_amount(sieve, amount)
    return sieve.frame.select(pl.col("nip").alias("person"), "year", "days", "in_a_row")


def _check_nip(sieve: RowSieve) -> None:
    unread = sieve.frame["nip"].is_null()
    if unread.any():
        whole = nip_numbers.cleaned(sieve.frame["nip_text"].filter(unread))
        sieve.put(nip=sieve.frame["nip"].scatter(unread.arg_true(), whole))
    is_right = sieve.frame.select(nip_numbers.possible(pl.col("nip")).fill_null(value=False))
    wrong = ~is_right.to_series()
    if not wrong.any():
        return
    texts = sieve.frame.filter(wrong).select(pl.coalesce("nip_text", pl.col("nip").cast(pl.String)))
    why = nip_numbers.reasons(texts.to_series())
    every = pl.Series("why", [None], dtype=pl.String).new_from_index(0, len(wrong))
    sieve.put(why=every.scatter(wrong.arg_true(), why))
    for reason in sorted(why.unique()):
        sieve.reject(sieve.frame["why"] == reason, "nip", reason)


def _check_birth(sieve: RowSieve) -> None:
    """Reject whose NIP says another birth date or sex than the columns beside it."""
    nip = pl.col("nip")
    if sieve.told("born_on").any():
        born = sieve.meant("born_on", meanings.birth, pl.String).cast(pl.Int64, strict=False)
        sieve.put(born=born)
        differs = sieve.frame.select(nip // 10**10 != pl.col("born"))
        sieve.reject(differs.to_series(), "born_on", "nip-differs")
    if sieve.told("sex").any():
        sieve.put(of_sex=sieve.meant("sex", meanings.sex, pl.Int64))
        differs = sieve.frame.select(nip // 1000 % 10 != pl.col("of_sex"))
        sieve.reject(differs.to_series(), "sex", "nip-differs")


def _check_years(sieve: RowSieve) -> None:
    sieve.put(found=sieve.meant("year", meanings.year, pl.Int16))
    sieve.reject(sieve.frame["found"].is_null(), "year", "not-a-year")
    sieve.put(year=sieve.frame["found"])


def _put_amount(sieve: RowSieve, column: str) -> None:
    """Put numbers in place of texts; reject what is no number from 0 on."""
    comma = uses_comma(sieve.texts(column).values())

    def amount(text: str) -> float | None:
        return number(text, decimal_comma=comma)

    sieve.put(found=sieve.meant(column, amount, pl.Float32))
    found = sieve.frame["found"]
    is_none = sieve.told(column) & (found.is_null() | (found < 0).fill_null(value=False))
    sieve.reject(is_none, column, "not-a-number")
    sieve.put(**{column: sieve.frame["found"]})


def _put_word(
    sieve: RowSieve, column: str, meaning: Callable[[str], str | None],
    words: tuple[str, ...], unknown: str,
) -> None:  # fmt: skip
    """Put our word in place of theirs; an unknown one is told, and the person kept without."""
    found = sieve.meant(column, meaning, pl.Enum(words))
    sieve.notice(sieve.told(column) & found.is_null(), column, unknown)
    sieve.put(**{column: found})


def _resolve_agencies(sieve: RowSieve, known: KnownOfEmployees) -> None:
    """Put agencies in place of units, or of the names of agencies."""
    tree = known.units if "unit" in sieve.columns else None
    column = "agency" if tree is None else "unit"
    code: Callable[[str], str | None] = partial(known.agencies.code_of, year=known.year)
    if tree is not None:
        code = tree.agencies(known.agencies, known.year).get
    if sieve.frame["found"].has_nulls():
        # Written with spaces, or not known at all.
        again = sieve.meant(column, code, pl.String).cast(pl.Categorical)
        sieve.put(found=sieve.frame["found"].fill_null(again))
    unknown = sieve.frame["found"].is_null()
    if unknown.any():
        lost = sieve.texts_of(sieve.frame.filter(unknown), column)
        tops = {text: text if tree is None else tree.top_of(text) for text in set(lost)}
        hints = {text: known.agencies.nearest(top) or top for text, top in tops.items()}
        sieve.reject(unknown, column, "agency-unknown", hints)
    sieve.put(agency=sieve.frame["found"])


def _is_coaching(sieve: RowSieve, phrases: tuple[str, ...]) -> pl.Series:
    wanted = [phrase.casefold() for phrase in phrases]

    def says_so(text: str) -> bool:
        return any(phrase in text.casefold() for phrase in wanted)

    told = [
        sieve.meant(one, says_so, pl.Boolean).fill_null(value=False) for one in ("kind", "name")
    ]
    return told[0] | told[1]


CHECKS: Mapping[Holds, Callable[[RowSieve, KnownOfEmployees], pl.DataFrame]] = {
    Holds.EMPLOYEES: check_employees,
    Holds.TRAINING: check_training,
    Holds.PERFORMANCE: check_performance,
    Holds.DISCIPLINE: check_discipline,
    Holds.ABSENCE: check_absence,
}

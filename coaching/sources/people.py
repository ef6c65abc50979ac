"""Checks of people: an export of the personnel system, and lists of officials."""

import re

import pandas as pd
from email_validator import EmailNotValidError, validate_email

from coaching.programme import Holds, Source
from coaching.sources.blanks import none_where_empty
from coaching.sources.heads import heads
from coaching.sources.known import Known
from coaching.sources.nips import nip_reason
from coaching.sources.sieve import Sieve

PEOPLE = ["nip", "name", "agency", "position", "position_type", "is_head", "email"]
OFFICIALS = ["agency", "name", "position", "position_type", "is_head", "email", "telephone", "nip"]
POSITION_TYPES = (
    ("struktural", "structural"), ("structural", "structural"), ("pimpinan tinggi", "structural"),
    ("administrator", "structural"), ("pengawas", "structural"),
    ("fungsional", "functional"), ("functional", "functional"),
    ("pelaksana", "executor"), ("executor", "executor"),
)  # fmt: skip


def check_people(sieve: Sieve, known: Known, source: Source) -> pd.DataFrame:
    """Return the accepted people; columns `PEOPLE`, at most one head per agency."""
    del source
    _check_nip(sieve)
    sieve.reject(sieve.rows["name"] == "", "name", "no-name")
    known.resolve_agencies(sieve)
    types = sieve.rows["position_type"].map(position_type)
    sieve.reject(types.isna(), "position_type", "position-type-unknown")
    sieve.reject_repeats(["nip"], ["name", "agency", "position", "email"], "nip")
    rows = sieve.rows.copy()
    rows["position_type"] = rows["position_type"].map(position_type)
    rows["name"] = [
        full_name(str(row.name), str(row.title_before), str(row.title_after))
        for row in rows[["name", "title_before", "title_after"]].itertuples(index=False)
    ]
    rows["is_head"] = heads(rows)
    rows["email"] = _addresses(sieve, rows)
    return rows[PEOPLE]


def check_officials(sieve: Sieve, known: Known, source: Source) -> pd.DataFrame:
    """Return the accepted officials, each the head of an agency; columns `OFFICIALS`."""
    sieve.reject(sieve.rows["name"] == "", "name", "no-name")
    if "nip" in source.columns:
        reasons = sieve.rows["nip"].map(lambda nip: nip_reason(nip) if nip else None)
        for reason in sorted(reasons.dropna().unique()):
            sieve.reject(reasons.reindex(sieve.rows.index) == reason, "nip", reason)
    known.resolve_agencies(sieve)
    sieve.reject_repeats(["agency", "position"], ["name", "email"], "agency")
    rows = sieve.rows.copy()
    rows["email"] = _addresses(sieve, rows)
    rows["nip"] = none_where_empty(rows["nip"])
    return rows.assign(position_type="structural", is_head=True)[OFFICIALS]


def _check_nip(sieve: Sieve) -> None:
    reasons = sieve.rows["nip"].map(nip_reason)
    for reason in sorted(reasons.dropna().unique()):
        sieve.reject(reasons.reindex(sieve.rows.index) == reason, "nip", reason)
    sieve.rows = sieve.rows.assign(nip=sieve.rows["nip"].str.replace(" ", ""))


def position_type(text: str) -> str | None:
    """Return our word for a kind of post; "executor" where none is told, None if unknown."""
    if not text:
        return "executor"
    told = text.casefold()
    return next((ours for theirs, ours in POSITION_TYPES if theirs in told), None)


def full_name(name: str, before: str, after: str) -> str:
    """Return a name with its titles: "Drs. H. Budi Santoso, S.Sos., M.Si."."""
    told = _calm(name)
    front, back = _title(before), _title(after)
    return f"{front} {told}".strip() + (f", {back}" if back else "")


def _calm(name: str) -> str:
    """Return a name that an export shouts in the case in which people write it."""
    if not name.isupper():
        return name
    return re.sub(r"[^\W\d_]+('[^\W\d_]+)?", lambda word: word[0].capitalize(), name)


def _title(text: str) -> str:
    return text.strip(" ,") if text.strip(" ,-") else ""


def address(text: str) -> str | None:
    """Return an e-mail address as it should be written, or None where it is none."""
    try:
        # No look-up: a domain that does not answer today is no mistake in the file.
        found = validate_email(
            text, check_deliverability=False, test_environment=True, allow_smtputf8=False
        )
    except EmailNotValidError:
        return None
    return found.ascii_email


def _addresses(sieve: Sieve, rows: pd.DataFrame) -> pd.Series:
    found = pd.Series([address(text) for text in rows["email"]], index=rows.index, dtype=object)
    missing = found.isna()
    sieve.notice(missing & (rows["email"] != ""), "email", "address-unusable")
    sieve.notice(missing & (rows["email"] == ""), "email", "no-address")
    return found


CHECKS = {Holds.PEOPLE: check_people, Holds.OFFICIALS: check_officials}

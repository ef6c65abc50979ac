"""Checks of attendance sheets, and setting a sheet against who was invited."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from coaching.domain.attendance import (
    Invitee,
    RegisterEntry,
    SheetRow,
    presence_word,
    reconcile,
)
from coaching.programme import Holds, Source
from coaching.sources.blanks import none_where_empty
from coaching.sources.known import Known
from coaching.sources.nips import nip_reason
from coaching.sources.read import Reading
from coaching.sources.sieve import KEY, PLACE, Sieve

SHEET = ["file", "row", "nip", "name", "agency", "presence", "representative", KEY]


def check_attendance(sieve: Sieve, known: Known, source: Source) -> pd.DataFrame:
    """Return the rows somebody can be found for; columns `SHEET`.

    A NIP that cannot be one is told and left out, since the name may do; a word
    of presence that nobody knows becomes clear as missing when the sheet is set
    against the people invited.
    """
    del source
    reasons = sieve.rows["nip"].map(lambda nip: nip_reason(nip) if nip else None)
    for reason in sorted(reasons.dropna().unique()):
        nameless = (reasons == reason).reindex(sieve.rows.index) & (sieve.rows["name"] == "")
        sieve.reject(nameless, "nip", reason)
        sieve.notice((reasons == reason).reindex(sieve.rows.index), "nip", reason)
    sieve.reject((sieve.rows["nip"] == "") & (sieve.rows["name"] == ""), "name", "no-name")
    rows = sieve.rows.copy()
    usable = reasons.reindex(rows.index).isna() & (rows["nip"] != "")
    rows["nip"] = none_where_empty(rows["nip"].str.replace(" ", "").where(usable, ""))
    codes = [known.agencies.code_of(name, known.year) or "" for name in rows["agency"]]
    rows["agency"] = none_where_empty(pd.Series(codes, index=rows.index))
    rows["representative"] = none_where_empty(rows["representative"])
    return rows[SHEET]


def take_sheet(reading: Reading, invited: Iterable[Invitee]) -> tuple[list[RegisterEntry], Reading]:
    """Return the register of a session, and the reading with what the sheet got wrong.

    Rows read stay rows accepted and rows rejected: what nobody can be found for,
    repeats and contradictions move from the one to the other.
    """
    table = reading.accepted.reset_index(drop=True)
    register, refused = reconcile(_sheet_rows(table), invited)
    reasons = pd.Series({one.row: one.reason for one in refused}, dtype=object)
    sieve = Sieve(table)
    for reason in sorted(reasons.unique()):
        column = "presence" if reason in ("presence-unknown", "contradicts") else "name"
        numbers = reasons.index[reasons == reason]
        sieve.reject(pd.Series(sieve.rows.index.isin(numbers), sieve.rows.index), column, reason)
    rejected = pd.concat([reading.rejected, sieve.rejected()]) if len(refused) else reading.rejected
    rejected = rejected.sort_values(PLACE, kind="stable").reset_index(drop=True)
    checked = replace(
        reading, accepted=sieve.rows, rejected=rejected, accepted_keys=frozenset(sieve.rows[KEY])
    )
    return register, checked


def _sheet_rows(table: pd.DataFrame) -> list[SheetRow]:
    """Return the rows for the rule; its row numbers are positions in `table`."""
    return [
        SheetRow(
            row=number,
            nip=row["nip"],
            name=row["name"],
            agency=row["agency"],
            presence=presence_word(row["presence"]),
            representative=row["representative"],
        )
        for number, row in enumerate(table.to_dict("records"))
    ]


CHECKS = {Holds.ATTENDANCE: check_attendance}

"""Published IP ASN results: whether they add up, and what an agency's index is by them.

From 2023 on the rule table behind the points is not public; its results are, with
their four dimensions, for PNS and PPPK apart and sometimes for both together.
"""

import pandas as pd

from coaching.domain.ip_asn import DIMENSIONS

# Five numbers of two decimals, each rounded by at most 0.005.
TOLERANCE = 0.025
FLOAT_DUST = 1e-9
ALL = "asn"  # the row of PNS and PPPK together
KEYS = ["agency", "year"]


def remarks(rows: pd.DataFrame) -> pd.DataFrame:
    """Return which rows do not agree with themselves or with each other.

    Args:
        rows: agency, year, group ("pns", "pppk" or "asn"), heads, the four
            dimensions and index; numbers may be missing.

    Returns:
        `place` (index of the row), `remark` ("does-not-add-up": the dimensions give
        another index; "not-the-mean": the row of all is not the head-count weighted
        mean of the others), `computed` (what it should be).
    """
    sums = rows[list(DIMENSIONS)].astype(float).sum(axis=1, skipna=False)
    found = [
        (place, "does-not-add-up", computed)
        for place, computed, told in zip(rows.index, sums, rows["index"], strict=True)
        if _differ(computed, told)
    ]
    for _, group in rows.groupby(KEYS, sort=False):
        mean = weighted_mean(group)
        together = group[group["group"] == ALL]
        found += [
            (place, "not-the-mean", mean)
            for place, index in together["index"].items()
            if _differ(mean, index)
        ]
    return pd.DataFrame(found, columns=["place", "remark", "computed"])


def _differ(computed: float | None, told: float | None) -> bool:
    if computed is None or told is None:
        return False
    # Nothing differs from a number that is missing.
    return abs(float(computed) - float(told)) > TOLERANCE + FLOAT_DUST


def weighted_mean(rows: pd.DataFrame) -> float | None:
    """Return the head-count weighted mean of PNS and PPPK; None where it cannot be had."""
    parts = rows[(rows["group"] != ALL) & rows["index"].notna()]
    if len(parts) == 1:
        return float(parts["index"].iloc[0])
    heads = parts["heads"].astype(float)
    if parts.empty or heads.isna().any() or heads.sum() == 0:
        return None
    return float((parts["index"].astype(float) * heads).sum() / heads.sum())


def by_agency(rows: pd.DataFrame) -> pd.DataFrame:
    """Return agency, year, index, heads: the row of all where published, else the mean.

    An agency whose mean cannot be had (a head-count is missing) has no row.
    """
    taken = [(*keys, *_taken(group)) for keys, group in rows.groupby(KEYS, sort=True)]
    frame = pd.DataFrame(taken, columns=[*KEYS, "index", "heads"])
    frame = frame.astype({"year": int, "index": float, "heads": "Int64"})
    return frame.dropna(subset=["index"]).reset_index(drop=True)


def taken_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return which rows of one agency and year its index is made of."""
    published = rows[rows["index"].notna()]
    together = published[published["group"] == ALL]
    return together if len(together) else published[published["group"] != ALL]


def _taken(rows: pd.DataFrame) -> tuple[float | None, int | None]:
    taken = taken_rows(rows)
    heads = taken["heads"].astype(float)
    is_all = bool((taken["group"] == ALL).any())
    index = float(taken["index"].iloc[0]) if is_all else weighted_mean(rows)
    return index, None if heads.empty or heads.isna().any() else int(heads.sum())

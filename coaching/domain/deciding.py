"""From a ranking to a decision on each agency: musts, rests, places, and the lot."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from coaching.domain import lot
from coaching.domain.circumstances import Circumstances
from coaching.domain.frames import records
from coaching.domain.indicators import Indicator
from coaching.domain.places import due, fill, reserved_places, rests
from coaching.domain.redraws import listing_probability
from coaching.domain.scores import Scores
from coaching.domain.selection_rules import CHOSEN, Decision, SelectionRules, Zone

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Contest:
    """Those whose need decides, and what they compete for; agencies in order of their code.

    Args:
        eligible, due: one flag per agency.
        places: left after musts.
        kept: of them, for agencies that are due.
    """

    eligible: Flags
    due: Flags
    places: int
    kept: int


def decide(
    ranking: pd.DataFrame,
    counted: Scores,
    indicators: Sequence[Indicator],
    rules: SelectionRules,
    known: Circumstances,
    year: int,
) -> tuple[pd.DataFrame, int]:
    """Return the ranking with what is decided, and how many places the lot gave away.

    Returns:
        The rows of `ranking`, with decision, probability, zone, due (flag) and ticket
        (of those who took part in a lot).
    """
    table = ranking.sort_values("agency", ignore_index=True)
    fixed = _fixed(table, rules, known, year)
    contest = _contest(table, fixed, rules, known, year)
    need = table["need"].fillna(0).to_numpy(float).round(12)[None, :]
    eligible = contest.eligible[None, :]
    listed = fill(need, eligible, contest.due, contest.places, contest.kept)[0]
    in_order = fill(need, eligible, contest.due, contest.places, 0)[0]
    chance, zone = _likely(counted, indicators, rules, contest, listed)
    listed, drawn, tickets = _by_lot(table, zone, listed, contest, rules, known, year)
    words = [
        one or _word(*flags)
        for one, flags in zip(fixed, zip(listed, drawn, in_order, strict=True), strict=True)
    ]
    found = table.assign(
        decision=[one.value for one in words],
        due=contest.due,
        probability=chance,
        zone=pd.Series([one.value if one else None for one in zone], dtype=object),
        ticket=pd.Series(tickets, dtype=object),
    )
    order = ranking[["agency"]].merge(found, on="agency", how="left")
    return order, int((listed & drawn).sum())


def _fixed(
    table: pd.DataFrame, rules: SelectionRules, known: Circumstances, year: int
) -> list[Decision | None]:
    """Return what is decided without regard to need of others; None: need decides."""
    here = set(table["agency"])
    musts = {one.agency for one in known.musts} & here
    left = max(0, rules.capacity - len(musts))
    unranked = set(table.loc[table["rank"].isna(), "agency"]) - musts
    for_data = set([one for one in known.silent if one in unranked][:left])
    found: list[Decision | None] = []
    for row in records(table):
        if row["agency"] in musts:
            found.append(Decision.MUST)
        elif row["agency"] in for_data:
            found.append(Decision.DATA_COACHING)
        elif pd.isna(row["rank"]):
            found.append(Decision.NOT_RANKED)
        elif row["need"] == 0:
            found.append(Decision.NO_GAP)
        elif rests(known.coached_in.get(row["agency"], ()), year, rules.rest_years):
            found.append(Decision.RESTING)
        else:
            found.append(None)
    return found


def _contest(
    table: pd.DataFrame,
    fixed: Sequence[Decision | None],
    rules: SelectionRules,
    known: Circumstances,
    year: int,
) -> Contest:
    after, past = rules.maintenance_years, known.coached_in
    return Contest(
        eligible=np.array([one is None for one in fixed], dtype=bool),
        due=np.array([due(code, past, year, after) for code in table["agency"]], dtype=bool),
        places=max(0, rules.capacity - sum(one in CHOSEN for one in fixed)),
        kept=reserved_places(rules.capacity, rules.maintenance_share),
    )


def _likely(
    counted: Scores,
    indicators: Sequence[Indicator],
    rules: SelectionRules,
    contest: Contest,
    listed: Flags,
) -> tuple[npt.NDArray[np.float64], list[Zone | None]]:
    """Return probability (missing: not asked) and zone of each agency."""
    count = len(contest.eligible)
    if not rules.redraws or not contest.eligible.any():
        return np.full(count, np.nan), [None] * count
    chance = listing_probability(
        counted, indicators, rules, contest.eligible, contest.due, contest.places, contest.kept
    )
    zone = lot.zones(np.asarray(chance, dtype=float), listed, contest.eligible, rules)
    return np.where(contest.eligible, chance, np.nan), zone


def _by_lot(
    table: pd.DataFrame,
    zone: list[Zone | None],
    listed: Flags,
    contest: Contest,
    rules: SelectionRules,
    known: Circumstances,
    year: int,
) -> tuple[Flags, Flags, list[str | None]]:
    """Return who is listed, who took part in the lot, and their tickets."""
    grey = np.array([one is Zone.GREY for one in zone], dtype=bool)
    # Without a place to give away, or with one for each, there is nothing to draw.
    is_open = (grey & listed).any() and (grey & ~listed).any()
    if not rules.lot or known.seed is None or not is_open:
        return listed, np.zeros_like(listed), [None] * len(table)
    tickets = [lot.ticket(known.seed.word, year, code) for code in table["agency"]]
    drawn = lot.draw(tickets, zone, contest.due, contest.places, contest.kept)
    return drawn, grey, [one if took else None for one, took in zip(tickets, grey, strict=True)]


def _word(listed: bool, drawn: bool, in_order: bool) -> Decision:
    if not listed:
        return Decision.RESERVE
    if drawn:
        return Decision.LOT
    return Decision.SELECTED if in_order else Decision.DUE

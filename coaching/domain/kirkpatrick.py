"""What came of a coaching on four levels: liked, learned, done, effect; each with who answered."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from coaching.domain.evaluation import Evaluation
from coaching.domain.feedback import COUNTS
from coaching.stats.learning import Gain, paired_gain
from coaching.stats.suppression import Sum, suppress

SATISFIED = 4  # of 1 to 5: this and better
FULL_MARKS = 90.0  # of 100: from there on no gain can show
# Below that share of answers, what was answered is counted and no share of it is taken:
# those who liked it answer more readily.
ENOUGH_ANSWERS = 0.60


@dataclass(frozen=True)
class Response:
    """How many answered of how many were asked."""

    answered: int
    asked: int

    @property
    def share(self) -> float:
        """The share who answered, 0 to 1; more answers than people asked count as all."""
        return min(1.0, self.answered / self.asked) if self.asked else 0.0

    @property
    def is_enough(self) -> bool:
        """Say whether so many answered that a share of the answers means something."""
        return self.share >= ENOUGH_ANSWERS


@dataclass(frozen=True)
class SessionAnswers:
    """One session's answers; `answered` and `satisfied` are None where too few answered."""

    session: str
    answered: int | None
    satisfied: int | None


@dataclass(frozen=True)
class Reaction:
    """Level 1, by anonymous sheets.

    Args:
        satisfied: answers of 4 or 5 to how satisfied people were; None: too few answered.
        median: of those answers, 1 to 5.
        useful: answers of 4 or 5 to how useful it is; None: too few answered.
        useful_of: how many answered that.
    """

    response: Response
    satisfied: int | None = None
    median: float | None = None
    useful: int | None = None
    useful_of: int | None = None
    sessions: tuple[SessionAnswers, ...] = ()


@dataclass(frozen=True)
class Learning:
    """Level 2, by a test before and after, on the same anonymous sheet.

    Args:
        response: people with both tests, of those who came.
        gain: None: too few have both.
        at_top: of those with both, how many had 90 of 100 before: no gain can show.
    """

    response: Response
    gain: Gain | None = None
    at_top: int | None = None


@dataclass(frozen=True)
class Behaviour:
    """Level 3, by what agencies committed themselves to.

    Args:
        response: coached agencies that reported, of all of them.
        made: commitments of the agencies that reported.
        told: of how many it was said what became of them; of the others nobody knows.
        done: how many were said to be done.
        checked, confirmed: how many a superior looked at, and found done.
    """

    response: Response
    made: int
    told: int
    done: int
    checked: int
    confirmed: int

    @property
    def done_share(self) -> tuple[float, float]:
        """The least and the most that can be done: all unknown ones not, or all of them."""
        unknown = self.made - self.told
        return self.done / self.made, (self.done + unknown) / self.made


@dataclass(frozen=True)
class Results:
    """Level 4: the effect, as it was judged.

    Args:
        response: agencies with an outcome, of those that should have one.
    """

    response: Response
    verdict: str
    estimate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class FourLevels:
    """The four levels side by side; None where nothing was recorded."""

    reaction: Reaction | None
    learning: Learning | None
    behaviour: Behaviour | None
    results: Results
    smallest: int

    def as_document(self) -> dict[str, Any]:
        """Return all of it as JSON can hold it."""
        return asdict(self)


def four_levels(
    answers: pd.DataFrame,
    came: Mapping[str, int],
    commitments: pd.DataFrame,
    coached: int,
    found: Evaluation,
    outcomes: Response,
    *,
    smallest: int,
) -> FourLevels:
    """Put side by side what is recorded of each level.

    Args:
        answers: one row per sheet: session, satisfaction, usefulness (1 to 5), before,
            after (0 to 100); each may be missing.
        came: people who came or were represented, by session.
        commitments: one row per agency: made, told, done, checked, confirmed.
        coached: how many agencies were.
        found: the evaluation.
        outcomes: how many agencies have an outcome.
        smallest: answers that a printed mean or share rests on, at least.

    Source: Kirkpatrick (1959/60), Journal of the American Society of Training
        Directors 13-14; doubts about self-reports as in the programme's plan.
    """
    return FourLevels(
        reaction(answers, came, smallest),
        learning(answers, sum(came.values()), smallest),
        behaviour(commitments, coached),
        Results(outcomes, found.verdict.value, found.estimate, found.low, found.high),
        smallest,
    )


def reaction(answers: pd.DataFrame, came: Mapping[str, int], smallest: int) -> Reaction | None:
    """Return level 1; None where nobody was asked, or no sheet came back."""
    given = answers.dropna(subset=["satisfaction"])
    if given.empty:
        return None
    response = Response(len(given), sum(came.values()))
    sessions = _by_session(given, sorted(came), smallest)
    if len(given) < smallest:
        return Reaction(response, sessions=sessions)
    useful = answers["usefulness"].dropna()
    told = len(useful) >= smallest
    return Reaction(
        response,
        satisfied=int((given["satisfaction"] >= SATISFIED).sum()),
        median=float(given["satisfaction"].median()),
        useful=int((useful >= SATISFIED).sum()) if told else None,
        useful_of=len(useful) if told else None,
        sessions=sessions,
    )


def _by_session(
    given: pd.DataFrame, sessions: list[str], smallest: int
) -> tuple[SessionAnswers, ...]:
    """Return the answers of each session, without those that few gave or sums give away."""
    counts = [int((given["session"] == one).sum()) for one in sessions]
    whole = Sum(len(counts), tuple(range(len(counts))))
    hidden = suppress([*counts, sum(counts)], [whole], smallest)
    satisfied = given[given["satisfaction"] >= SATISFIED].groupby("session").size()
    return tuple(
        SessionAnswers(session, None, None)
        if place in hidden
        else SessionAnswers(session, count, int(satisfied.get(session, 0)))
        for place, (session, count) in enumerate(zip(sessions, counts, strict=True))
    )


def learning(answers: pd.DataFrame, came: int, smallest: int) -> Learning | None:
    """Return level 2; None where nobody took a test both before and after."""
    pairs = answers.dropna(subset=["before", "after"])
    if pairs.empty:
        return None
    response = Response(len(pairs), came)
    if len(pairs) < smallest:
        return Learning(response)
    gain = paired_gain(pairs["before"].to_numpy(float), pairs["after"].to_numpy(float))
    return Learning(response, gain, int((pairs["before"] >= FULL_MARKS).sum()))


def behaviour(commitments: pd.DataFrame, coached: int) -> Behaviour | None:
    """Return level 3; None where no agency reported a commitment."""
    given = commitments[commitments["made"] > 0]
    if given.empty:
        return None
    sums = given[list(COUNTS)].sum().astype(int)
    return Behaviour(Response(len(given), coached), **{str(k): int(v) for k, v in sums.items()})

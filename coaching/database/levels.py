"""What is recorded of the four levels of a year."""

from coaching.database import attendance, feedback
from coaching.database.work import Db
from coaching.domain.evaluation import Evaluation
from coaching.domain.evidence import CAME
from coaching.domain.kirkpatrick import FourLevels, Response, four_levels


def levels_on_record(
    db: Db, year: int, found: Evaluation, coached: int, outcomes: Response, smallest: int
) -> FourLevels:
    """Return the four levels as they come out of the records now.

    Args:
        found: the evaluation.
        coached: how many agencies were.
        outcomes: how many agencies have an outcome, of those that should.
        smallest: answers that a printed mean or share rests on, at least.
    """
    register = attendance.register(db, year)
    came = register["presence"].isin(CAME).groupby(register["session"]).sum()
    return four_levels(
        feedback.answers(db, year),
        {str(session): int(count) for session, count in came.items()},
        feedback.commitments(db, year), coached, found, outcomes, smallest=smallest,
    )  # fmt: skip

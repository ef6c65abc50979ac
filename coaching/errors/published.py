"""What is wrong with evaluations that are out, or are to be: 90 to 99."""

from coaching.errors.problem import CoachingError


class ReasonMissing(CoachingError):
    """A published evaluation comes out otherwise, and nobody says why it is made once more.

    Facts: year, version (published), following (version).
    """

    exit_code = 90

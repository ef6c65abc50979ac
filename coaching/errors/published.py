"""What is wrong with evaluations that are out, or are to be: 90 to 99."""

from coaching.errors.problem import CoachingError


class ReasonMissing(CoachingError):
    """A published evaluation comes out otherwise, and nobody says why it is made once more.

    Facts: year, version (published), following (version).
    """

    exit_code = 90


class NothingPublished(CoachingError):
    """There is no such evaluation. Facts: year, version (or None: any)."""

    exit_code = 91


class FigureDiffers(CoachingError):
    """A published figure does not come out as it was published.

    Facts: year, version, figure, printed, again, then (version of the programme).
    """

    exit_code = 92

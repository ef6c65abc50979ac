"""What the state of a year does not allow: 30 to 39."""

from coaching.errors.problem import CoachingError


class NothingToApprove(CoachingError):
    """There is no list that waits for a decision. Facts: subject, year."""

    exit_code = 30


class FingerprintStale(CoachingError):
    """Not the fingerprint of the list as it stands. Facts: given, current, subject, year."""

    exit_code = 31


class CountDiffers(CoachingError):
    """The typed number is not the length of the list. Facts: given, current, subject, year."""

    exit_code = 32


class ListChanged(CoachingError):
    """The list is no longer the one that was approved. Facts: subject, year, added, removed."""

    exit_code = 33


class NotYet(CoachingError):
    """A stage was asked for whose precondition is not there. Facts: stage, year, waits_for."""

    exit_code = 34


class YearFinished(CoachingError):
    """The year has ended with a finished outcome. Facts: year, outcome."""

    exit_code = 35


class PlacesMissing(CoachingError):
    """The sessions of the year do not take all approved agencies. Facts: year, places, agencies."""

    exit_code = 36


class NobodyToInvite(CoachingError):
    """Agencies have nobody whom the rules of `config/` mean. Facts: year, agencies."""

    exit_code = 37


class SessionClosed(CoachingError):
    """A session can no longer be changed, or not yet so. Facts: session, year, why."""

    exit_code = 39


class NotReviewed(CoachingError):
    """No review proposed anything for this indicator. Facts: year, indicator, known (or None)."""

    exit_code = 38

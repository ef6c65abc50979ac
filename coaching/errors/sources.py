"""What is wrong with what was given to us: 20 to 29."""

from coaching.errors.problem import CoachingError


class SourceMissing(CoachingError):
    """No file where a source should lie. Facts: source, path."""

    exit_code = 20


class SourceUnreadable(CoachingError):
    """A file that cannot be read as what it should hold. Facts: source, file, row, column, why."""

    exit_code = 21


class ColumnMissing(CoachingError):
    """A column the configuration names is not in the file.

    Facts: source, file, column, row (of the headings), nearest.
    """

    exit_code = 22


class NothingAccepted(CoachingError):
    """Rows were read and not one could be used. Facts: source, read, rejects."""

    exit_code = 23


class NoValueForYear(CoachingError):
    """No indicator value at all for the year asked. Facts: year, needed_year."""

    exit_code = 24


class WrongInput(CoachingError):
    """An argument or form field that cannot be meant. Facts: field, value, why."""

    exit_code = 25


class SourceAway(CoachingError):
    """What holds a source does not answer, or not in time. Facts: source, place, why."""

    exit_code = 26


class AccessRefused(CoachingError):
    """What holds a source wants a token or password it was not given. Facts: source, setting."""

    exit_code = 27


class RejectsUnedited(CoachingError):
    """A file of rejects in which nobody corrected anything. Facts: file."""

    exit_code = 29


class SnapshotChanged(CoachingError):
    """A snapshot of employee rows is gone or is not what was written. Facts: file."""

    exit_code = 28

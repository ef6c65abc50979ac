"""What is wrong when a list is drawn, decided on or looked at again: 80 to 89."""

from coaching.errors.problem import CoachingError


class SeedPublished(CoachingError):
    """The year's lot has its seed already. Facts: year, published_by, published_at."""

    exit_code = 80


class NothingProposed(CoachingError):
    """No list of that year was ever proposed. Facts: year, revision (or None: any)."""

    exit_code = 81


class ReplayDiffers(CoachingError):
    """A frozen list does not come out as frozen.

    Facts: year, revision, place (of the first difference), frozen, again, then (version
    of the programme that froze it), code (version now).
    """

    exit_code = 82


class FormatUnknown(CoachingError):
    """A list was frozen by a later programme. Facts: year, format, then (its version)."""

    exit_code = 83


class DecidedOtherwise(CoachingError):
    """The list was decided on with other agencies, and acted on. Facts: year."""

    exit_code = 84


class TooManyAdded(CoachingError):
    """More agencies than places after a decision. Facts: year, count, capacity."""

    exit_code = 85


class NominationRefused(CoachingError):
    """A form that came back cannot be used. Facts: file, row (or None), column (or None), why."""

    exit_code = 88


class NominationsOverCapacity(CoachingError):
    """More people were named than there are places. Facts: year, agency, given, places."""

    exit_code = 89


class SessionOnDayOff(CoachingError):
    """A session falls on a day off. Facts: session, day, name."""

    exit_code = 87


class SeatsMissing(CoachingError):
    """The sessions have fewer seats than people. Facts: year, group (or None), people, seats."""

    exit_code = 86

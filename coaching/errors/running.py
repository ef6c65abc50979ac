"""Documents (50 to 59), the demo (60 to 69) and the Prefect server (70 to 79)."""

from coaching.errors.problem import CoachingError


class WordMissing(CoachingError):
    """A template asks for a word nobody gave, or for no key there is. Facts: template, word."""

    exit_code = 50


class TypesettingFailed(CoachingError):
    """A document could not be typeset. Facts: template, why."""

    exit_code = 51


class FolderNotOurs(CoachingError):
    """The demo's folder holds something the demo did not make. Facts: folder."""

    exit_code = 60


class ProgramMissing(CoachingError):
    """Something the demo needs is not on this machine. Facts: program, install."""

    exit_code = 61


class ServerOpen(CoachingError):
    """Others would reach the server and nobody would be asked for a password. Facts: host."""

    exit_code = 70


class PortHeld(CoachingError):
    """Somebody else listens at the server's port. Facts: port, process, number (of the process)."""

    exit_code = 71


class ServerDead(CoachingError):
    """The server ended before it answered. Facts: log."""

    exit_code = 72

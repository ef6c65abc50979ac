"""What is wrong with the mailbox: 40 to 49."""

from coaching.errors.problem import CoachingError


class TemporaryProblem(CoachingError):
    """The same request may succeed later; nothing to do yet. Facts: why."""

    exit_code = 40


class MailboxClosed(CoachingError):
    """The mail server will not take anything from our mailbox. Facts: code, why."""

    exit_code = 41


class CertificateRefused(CoachingError):
    """The mail server could not show who it is. Facts: host, why."""

    exit_code = 42


class MailServerAway(CoachingError):
    """Nobody answers at the mail server's address. Facts: host, port, why."""

    exit_code = 43


class AddressMissing(CoachingError):
    """People on the list have no usable address. Facts: count, agencies."""

    exit_code = 44


class InboxMissing(CoachingError):
    """The mailbox for replies is not where the settings say. Facts: path."""

    exit_code = 45


class SendingOff(CoachingError):
    """Mails may not leave from here. Facts: why."""

    exit_code = 48


class ModeNotApproved(CoachingError):
    """Nobody typed that real mails may leave for this list. Facts: year, fingerprint, count."""

    exit_code = 49


class PreviewStale(CoachingError):
    """What is to leave is no longer what was looked at. Facts: year, session, what."""

    exit_code = 52


class LetterUnreadable(CoachingError):
    """A file is no signed letter of ours that can be read. Facts: file."""

    exit_code = 53


class LetterOfAnother(CoachingError):
    """A signed letter is the one to another agency. Facts: file, agency, other."""

    exit_code = 54


class LetterAltered(CoachingError):
    """A signed letter says something else than its draft. Facts: file, agency."""

    exit_code = 55


class LetterUnsigned(CoachingError):
    """A letter that was handed in as signed holds no signature. Facts: file, agency."""

    exit_code = 56


class RelayRefuses(CoachingError):
    """A mail server refuses us, not a letter; mails wait for a person. Facts: about, why."""

    exit_code = 57


class RelayPaused(CoachingError):
    """Mails wait because mail servers asked for a pause. Facts: count, pauses."""

    exit_code = 58


class InboxUnreadable(CoachingError):
    """The mailbox at the mail server cannot be read. Facts: host, port, why."""

    exit_code = 46


class MailFileUnreadable(CoachingError):
    """A mail that was given as a file cannot be opened. Facts: file, why."""

    exit_code = 47

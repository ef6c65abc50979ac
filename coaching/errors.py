"""Problems a person can do something about.

A problem carries facts (never a name, a NIP or an address); its words stand in
`templates/words/<language>/problems.toml` under the name of its class: `what`
happened and what to do `next`. The command and the forms show those, never a
traceback. A test holds that each class has its own exit code and its words in
both languages.
"""


class CoachingError(Exception):
    """Something in the programme needs a person's attention.

    Args:
        facts: what the words of the problem need, by name: strings, numbers,
            dates, or lists of them.
    """

    exit_code = 10

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        told = ", ".join(f"{name}={value}" for name, value in facts.items())
        super().__init__(f"{type(self).__name__}({told})")

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the facts where a problem crosses a process."""
        return (_again, (type(self), self.facts))


def _again(problem: type[CoachingError], facts: dict[str, object]) -> CoachingError:
    return problem(**facts)


# --- configuration: 11 to 19 ---


class ConfigMissing(CoachingError):
    """A file of `config/` is not there. Facts: file."""

    exit_code = 11


class ConfigUnreadable(CoachingError):
    """A file of `config/` is not TOML. Facts: file, line, why."""

    exit_code = 12


class UnknownKey(CoachingError):
    """A key nobody reads. Facts: file, key, nearest (or None)."""

    exit_code = 13


class ConfigInvalid(CoachingError):
    """A value of `config/` that cannot be meant. Facts: file, key, value, why."""

    exit_code = 14


class SettingInvalid(CoachingError):
    """An environment value that cannot be meant. Facts: setting, why."""

    exit_code = 15


class SecretMissing(CoachingError):
    """Something needs a secret that is not set. Facts: setting."""

    exit_code = 16


class AgencyUnknown(CoachingError):
    """An agency that is on no list of agencies. Facts: agency, nearest (or None)."""

    exit_code = 17


class DatabaseUnready(CoachingError):
    """The database cannot be opened or is older or newer than this programme. Facts: why."""

    exit_code = 18


# --- input: 20 to 29 ---


class SourceMissing(CoachingError):
    """No file where a source should lie. Facts: source, path."""

    exit_code = 20


class SourceUnreadable(CoachingError):
    """A file that cannot be read as what it should hold. Facts: source, file, row, why."""

    exit_code = 21


class ColumnMissing(CoachingError):
    """A column the configuration names is not in the file. Facts: source, file, column, nearest."""

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


# --- decisions: 30 to 39 ---


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


# --- mail: 40 to 49 ---


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


# --- words and documents: 50 to 59 ---


class WordMissing(CoachingError):
    """A template asks for a word nobody gave, or for no key there is. Facts: template, word."""

    exit_code = 50


class TypesettingFailed(CoachingError):
    """A document could not be typeset. Facts: template, why."""

    exit_code = 51


# --- the demo: 60 to 69 ---


class FolderNotOurs(CoachingError):
    """The demo's folder holds something the demo did not make. Facts: folder."""

    exit_code = 60


class ProgramMissing(CoachingError):
    """Something the demo needs is not on this machine. Facts: program, install."""

    exit_code = 61

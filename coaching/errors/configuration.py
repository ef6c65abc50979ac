"""What is wrong with `config/`, the settings or the database: 11 to 19."""

from coaching.errors.problem import CoachingError


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


class PlaceholderUnknown(CoachingError):
    """A letter asks for a word it does not have. Facts: file, key, word, nearest (or None)."""

    exit_code = 19

"""Where things are: what differs between a laptop and a server."""

import os
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import BaseModel, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from coaching.errors import SecretMissing, SettingInvalid

HERE = Path(__file__).parent


def shipped(folder: str) -> Path:
    """Return `folder` of the checkout, or the copy the wheel carries."""
    in_wheel = HERE / "_shipped" / folder
    return in_wheel if in_wheel.is_dir() else HERE.parent / folder


class Mode(StrEnum):
    """Whether mail really leaves, and to whom."""

    DRY_RUN = "dry-run"  # mails are files in outbox/
    REDIRECT = "redirect"  # a trial copy of each goes to one address of ours
    ALLOWLIST = "allowlist"  # only to some addresses; the others wait
    LIVE = "live"


class MailSettings(BaseModel):
    """The mailbox that invitations come from. Whether mail leaves is `Settings.mode`."""

    host: str = "localhost"
    port: int = 587
    security: Literal["starttls", "tls"] = "starttls"  # unencrypted is not offered
    ca_file: Path | None = None  # None: the machine's own authorities
    user: str | None = None
    password: SecretStr | None = None
    from_name: str = ""
    from_address: str = "bkpsdm@example.go.id"
    reply_to: str = "bkpsdm@example.go.id"
    bounce_address: str | None = None  # None: from_address; "+<id>-<check>" is put before its @
    hello_name: str = "coaching.invalid"  # what we call ourselves to the server
    timeout_seconds: float = 60.0
    per_connection: int = 100
    redirect_to: str | None = None  # with mode "redirect": who gets the trial copies
    allowed: str = ""  # with mode "allowlist": addresses and @domains, with commas between
    connections: Annotated[int, Field(ge=1, le=16)] = 1  # at once; ask your relay before 4
    journal_address: str | None = None  # gets a copy of every mail, as evidence that it left


class ImapSettings(BaseModel):
    """A mailbox that is read, one folder of it. Not set `host`: there is none."""

    host: str | None = None
    port: int = 993
    security: Literal["tls", "starttls"] = "tls"  # unencrypted is not offered
    ca_file: Path | None = None  # None: the machine's own authorities
    user: str = ""
    password: SecretStr = SecretStr("")
    folder: str = "INBOX"
    timeout_seconds: float = 60.0


class SourceAccess(BaseModel):
    """What opens one source, as `COACHING_SOURCES__<NAME>__TOKEN`: the name in capitals,
    with _ for -.

    Args:
        url: a database's address with user and password, or an address that is itself a
            secret, such as that of a published sheet; instead of the one in `config/`.
        token: for an HTTP address.
        options: what the library behind an address such as s3:// asks for, as JSON.
    """

    url: SecretStr | None = None
    token: SecretStr | None = None
    options: dict[str, Any] = {}


class Settings(BaseSettings):
    """Read from the environment, e.g. `COACHING_MAIL__PASSWORD`, or from `.env`."""

    model_config = SettingsConfigDict(
        env_prefix="COACHING_",
        env_nested_delimiter="__",
        env_file=".env",
        env_ignore_empty=True,  # a name with nothing behind it is not set
        extra="ignore",
    )

    database_url: SecretStr = SecretStr("sqlite:///coaching.db")  # it may hold a password
    config_dir: Path | None = None  # None: ./config where there is one, else what we ship
    output_dir: Path = Path()
    inbox: Path | None = None  # a Maildir that holds the answers
    mode: Mode = Mode.DRY_RUN
    language: Literal["id", "en"] = "id"
    # No default value: a secret anyone can look up protects nothing. Asked for
    # when the first calendar UID is made, so that `status` runs without it.
    secret: SecretStr | None = None
    mail: MailSettings = MailSettings()
    imap: ImapSettings = ImapSettings()  # where answers and bounces arrive
    journal: ImapSettings = ImapSettings()  # where `mail.journal_address` is delivered
    sources: dict[str, SourceAccess] = {}
    source_timeout_seconds: float = 30.0
    days_to_come: bool = False  # forms may be meant for later days; only where people are made up

    def access(self, source: str) -> SourceAccess:
        """Return what opens a source, by its name in `sources.toml`."""
        return self.sources.get(source.replace("-", "_"), SourceAccess())

    @property
    def reads_answers(self) -> bool:
        """Whether there is a mailbox that answers arrive in."""
        return self.inbox is not None or self.imap.host is not None

    @property
    def config(self) -> Path:
        """The folder with the city's decisions."""
        if self.config_dir is not None:
            return self.config_dir
        return Path("config") if Path("config").is_dir() else shipped("config")

    @property
    def working_folder(self) -> Path:
        """What the paths of `sources.toml` are relative to."""
        return Path()

    @property
    def outbox(self) -> Path:
        """Where mails lie that were rendered and not sent."""
        return self.output_dir / "outbox"

    @property
    def letters(self) -> Path:
        """Where official letters lie."""
        return self.output_dir / "letters"

    @property
    def reports(self) -> Path:
        """Where reports lie."""
        return self.output_dir / "reports"

    @property
    def rejects(self) -> Path:
        """Where rows lie that could not be taken."""
        return self.output_dir / "rejects"

    @property
    def snapshots(self) -> Path:
        """Where employee rows lie under random keys."""
        return self.output_dir / "snapshots"

    def secret_bytes(self) -> bytes:
        """Return the secret, or raise `SecretMissing` at its first use."""
        if self.secret is None or not self.secret.get_secret_value():
            raise SecretMissing(setting="COACHING_SECRET")
        return self.secret.get_secret_value().encode()


# Secrets that can also be given as the name of a file that holds them, as
# service managers and containers hand them over.
IN_FILES = (
    "COACHING_DATABASE_URL",
    "COACHING_IMAP__PASSWORD",
    "COACHING_JOURNAL__PASSWORD",
    "COACHING_MAIL__PASSWORD",
    "COACHING_SECRET",
)
# Those of the sources, whatever these are called.
OF_SOURCES = re.compile(r"^(COACHING_SOURCES__[A-Z0-9_]+__(?:URL|TOKEN))_FILE$")


def in_file(name: str, given: Mapping[str, str | None]) -> str | None:
    """Return what stands in the file that `<name>_FILE` names; None where none is named.

    Raises:
        SettingInvalid: both the setting and its file are given, or it cannot be read.
    """
    file = given.get(f"{name}_FILE")
    if not file:
        return None
    if given.get(name):
        raise SettingInvalid(setting=name, why=f"{name}_FILE is set too")
    try:
        return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingInvalid(setting=f"{name}_FILE", why=str(problem)) from None


def _from_files(given: Mapping[str, str | None]) -> dict[str, Any]:
    """Return what stands in the files that `<name>_FILE` names."""
    found: dict[str, Any] = {}
    of_sources = [match[1] for name in given if (match := OF_SOURCES.match(name))]
    for name in (*IN_FILES, *of_sources):
        text = in_file(name, given)
        if text is None:
            continue
        *sections, field = name.removeprefix("COACHING_").lower().split("__")
        here = found
        for section in sections:
            here = here.setdefault(section, {})
        here[field] = text
    return found


@cache
def settings() -> Settings:
    """Return the settings of this process; tests call `settings.cache_clear()`."""
    given = {**dotenv_values(".env"), **os.environ}
    try:
        return Settings(**_from_files(given))
    except ValidationError as problem:
        first = problem.errors()[0]
        name = "__".join(str(part) for part in first["loc"]).upper()
        raise SettingInvalid(setting=f"COACHING_{name}", why=first["msg"]) from None

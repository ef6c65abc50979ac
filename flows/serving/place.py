"""Where the Prefect server is, and the settings it starts with; all of them Prefect's own."""

import ipaddress
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.settings import (
    PREFECT_API_AUTH_STRING,
    PREFECT_API_URL,
    get_current_settings,
    temporary_settings,
)

from coaching.errors import ServerOpen
from flows.calm import CALM

# What we set where nobody else did.
ALWAYS = {
    **CALM,
    # The newer pages ask a host outside; the older ones ask only this server, wherever it is.
    "PREFECT_SERVER_UI_V2_ENABLED": "false",
    "PREFECT_SERVER_UI_API_URL": "/api",
    "PREFECT_WORKER_QUERY_SECONDS": "5",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    "PREFECT_CLI_COLORS": "false",
}
DAY = 86_400  # seconds


@dataclass(frozen=True)
class Place:
    """One server: its address for this machine, and the login it demands.

    Args:
        host: it listens at.
        port: it listens at.
        auth: "user:password", or None.
        home: Prefect's own folder.
    """

    host: str
    port: int
    auth: str | None = field(repr=False)
    home: Path

    @property
    def here(self) -> str:
        """The address as this machine reaches it."""
        try:
            everywhere = ipaddress.ip_address(self.host).is_unspecified
        except ValueError:
            everywhere = False
        host = "127.0.0.1" if everywhere else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def api(self) -> str:
        """The address of its API."""
        return f"{self.here}/api"

    @property
    def is_private(self) -> bool:
        """Whether only this machine reaches it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def place() -> Place:
    """Return where Prefect's settings put the server.

    Raises:
        ServerOpen: others would reach it and nobody would be asked for a password.
    """
    told = get_current_settings().server.api
    auth = told.auth_string.get_secret_value() if told.auth_string else None
    found = Place(told.host, told.port, auth or None, get_current_settings().home)
    if not (found.is_private or found.auth):
        raise ServerOpen(host=found.host)
    return found


def environment(found: Place, keep_days: int) -> dict[str, str]:
    """Return the environment of server, worker and runs: this process's, and where the server is.

    Args:
        keep_days: how long ended runs and events are kept.
    """
    ours = {
        **ALWAYS,
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(keep_days * DAY),
        "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": f"P{keep_days}D",
    }
    login = {"PREFECT_API_AUTH_STRING": found.auth} if found.auth else {}
    return {**ours, **os.environ, **login, "PREFECT_API_URL": found.api}


@contextmanager
def connection(found: Place) -> Iterator[SyncPrefectClient]:
    """Speak with that server, whatever server this process's own settings name."""
    told = {PREFECT_API_URL: found.api, PREFECT_API_AUTH_STRING: found.auth}
    with temporary_settings(told), get_client(sync_client=True) as client:
        yield client

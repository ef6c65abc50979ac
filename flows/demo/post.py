"""The demo's post office: every mail is caught, over TLS with an authority of its own."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coaching.mail.catcher import Catcher
from coaching.settings import settings

USER = "sinar-demo"


@contextmanager
def caught() -> Iterator[Catcher]:
    """Catch every mail of the demo into `outbox/`; the settings of this process point to it."""
    password = secrets.token_hex(12)
    with Catcher(
        folder=Path("outbox"), log=Path("catcher.jsonl"), user=USER, password=password
    ) as catcher:
        os.environ |= {
            "COACHING_MODE": "live",
            "COACHING_MAIL__HOST": "localhost",
            "COACHING_MAIL__PORT": str(catcher.port),
            "COACHING_MAIL__CA_FILE": str(catcher.ca_file.resolve()),
            "COACHING_MAIL__USER": USER,
            "COACHING_MAIL__PASSWORD": password,
        }
        settings.cache_clear()
        yield catcher

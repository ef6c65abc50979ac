"""A worker in a process of its own, that may be told when to drop dead."""

import os
import signal
from datetime import datetime

from post_office import compose
from records_cast import SESSION, YEAR

from coaching.database.ledger import Claimed
from coaching.mail.posting import post_waiting
from coaching.settings import MailSettings, Settings, settings

BATCH = 6


def run(url: str, mail: MailSettings, dies_making: int | None = None) -> None:
    """Post one batch; die while making the mail of that number, from 1.

    Making the first comes after the claim, making a later one after the relay has
    taken the one before and before that is written down.
    """
    os.environ["COACHING_DATABASE_URL"] = url
    settings.cache_clear()
    made = 0

    def mortal(claimed: Claimed, moment: datetime) -> bytes:
        nonlocal made
        made += 1
        if made == dies_making:
            os.kill(os.getpid(), signal.SIGKILL)
        return compose(claimed, moment)

    post_waiting(Settings(secret="test", mail=mail), YEAR, SESSION, mortal, BATCH)

"""Telling operators what needs them; started by automations, never by its own runs."""

import time
from datetime import UTC, datetime

from coaching.domain.notices import SOON
from coaching.domain.progress import Report, RunState
from coaching.mail.notices import is_due
from flows.operating import operation, programme_in_force
from tasks.notices import NOTIFIER, tell_operators, untold_troubles


@operation(NOTIFIER, run_name=NOTIFIER)
def notify_operators() -> Report:
    """Kabari pengelola lewat surel: yang gagal, terputus, terlambat, atau perlu ditangani.

    It waits a few seconds while more keeps coming, so that many troubles make one mail.
    """
    programme = programme_in_force()
    began = datetime.now(UTC)
    told = 0
    while troubles := untold_troubles():
        if is_due(troubles, programme):
            told += tell_operators(programme, troubles)
        elif datetime.now(UTC) > began + SOON:
            break  # after a mail of many the next one waits: a later run tells the rest
        else:
            time.sleep(2)
    if not told:
        return Report(RunState.NOTHING_TO_DO, "nothing-to-tell")
    return Report(RunState.DONE, "operators-told", {"count": told})

"""Say whether mails may leave from this database, and switch that on or off."""

import argparse

from coaching.database.ready import ready
from coaching.mail import place
from coaching.rendering.words import say
from coaching.settings import settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("switch", choices=["on", "off", "status"])
    parser.add_argument("--entered-by", help="who switches")
    parser.add_argument("--why", default="", help="what was looked at before")


def run(given: argparse.Namespace) -> int:
    """Switch, or say how it stands."""
    ready()
    if given.switch != "status":
        place.switch(
            settings(), is_on=given.switch == "on", entered_by=given.entered_by or "",
            why=given.why,
        )  # fmt: skip
    why = place.reason(settings())
    language = settings().language
    if why is None:
        print(say("states.sending-on", language))
    else:
        print(say("doctor.sending-off", language, why=say(f"terms.sending.{why}", language)))
    return 0

"""Numbers by indicator as a person types them: "ip-asn=0,4; twenty-hours=0,2"."""

import re

from coaching.errors import WrongInput

PAIR = re.compile(r"^\s*([^\s=]+)\s*=\s*(-?\d+(?:[.,]\d+)?)\s*$")


def pairs(field: str, text: str) -> dict[str, float]:
    """Return the numbers by code; nothing typed is no pair.

    Pairs are parted by semicolons or new lines, or by commas that are no decimal
    comma: those with a space behind them.

    Raises:
        WrongInput: a part that is no such pair, or a code given twice.
    """
    found: dict[str, float] = {}
    for part in filter(str.strip, re.split(r"[;\n]|,\s", text)):
        pair = PAIR.match(part)
        if pair is None or pair[1] in found:
            raise WrongInput(field=field, value=part.strip()[:60], why="not-a-pair")
        found[pair[1]] = float(pair[2].replace(",", "."))
    return found

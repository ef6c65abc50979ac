"""Numbers as people write them: 81.5, 81,5, 1.234,56, 81 %."""

import math
import re
from collections.abc import Iterable

COMMA = re.compile(r"^[+-]?\d{1,3}(?:\.\d{3})+,\d+$|^[+-]?\d+,\d+$")
POINT = re.compile(r"^[+-]?\d{1,3}(?:,\d{3})+\.\d+$|^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$")
GROUPS = {
    ",": re.compile(r"^[+-]?\d{1,3}(?:,\d{3})+$"),
    ".": re.compile(r"^[+-]?\d{1,3}(?:\.\d{3})+$"),
}
# What stands where a value was left out or must not be shown.
NOTHING = {
    "",
    "-",
    "–",
    "*",
    "**",
    "#n/a",
    "n/a",
    "na",
    "null",
    "none",
    "[c]",
    "[x]",
    "..",
    "#div/0!",
}


def is_nothing(text: str) -> bool:
    """Say whether a cell means that there is no value."""
    return text.casefold() in NOTHING


def uses_comma(cells: Iterable[str]) -> bool:
    """Say whether a column writes its decimals after a comma.

    Cells such as 1.234 or 1,234 can be either, so only the others count.
    """
    commas = points = 0
    for cell in cells:
        bare = _bare(cell)
        if GROUPS[","].match(bare) or GROUPS["."].match(bare):
            continue
        commas += bool(COMMA.match(bare))
        points += "." in bare and bool(POINT.match(bare))
    return commas > points


def number(text: str, *, decimal_comma: bool = False) -> float | None:
    """Return the finite number a cell holds, or None where it holds none.

    Args:
        text: the cell, a percent sign after it or not.
        decimal_comma: how the column writes, for cells that can be read both ways.
    """
    bare = _bare(text)
    thousands = "." if decimal_comma else ","
    if GROUPS[thousands].match(bare):
        bare = bare.replace(thousands, "")
    elif COMMA.match(bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif POINT.match(bare):
        bare = bare.replace(",", "")
    else:
        return None
    value = float(bare)
    return value if math.isfinite(value) else None


def whole(text: str) -> int | None:
    """Return the whole number a cell holds, or None where it holds none."""
    value = number(text)
    return int(value) if value is not None and value.is_integer() else None


def _bare(text: str) -> str:
    return text.replace("−", "-").removesuffix("%").strip()

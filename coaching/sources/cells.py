"""What a cell of a workbook, a database or a JSON answer is as text."""

from datetime import date, datetime
from decimal import Decimal

MOST_CELL = 32_767  # characters; Excel's own limit


def written(cell: object) -> str:
    """Return a value as text: whole numbers without a point, dates as ISO, nothing as nothing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == cell.min.time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def clean(cell: str) -> str:
    """Return a cell without stray spaces, and without the apostrophe that keeps digits text."""
    plain = " ".join(cell.split())
    return plain[1:] if plain.startswith("'") and plain[1:].isdigit() else plain

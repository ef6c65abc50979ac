"""Names of agencies in a row of a chart: as large as fits, whole, never cut."""

from coaching.reports.style import INK, MM_PER_POINT, Sheet, wrapped

LEADING, LOOSE = 1.02, 1.14  # least and best distance of lines, in type sizes
# Type sizes in points, each with the most lines it may take.
STEPS = ((9.0, 1), (8.4, 2), (7.7, 2), (6.8, 3), (6.0, 4), (5.0, 6))


def write_name(
    page: Sheet, x: float, y: float, name: str, width: float, room: float,
    colour: str = INK, weight: int = 400,
) -> None:  # fmt: skip
    """Write a name into a row, vertically centred on `y`.

    Args:
        page: the chart.
        x: left edge in mm.
        y: middle of the row.
        name: as the agency is called.
        width: mm the name may take.
        room: mm of height the row leaves.
        colour: of the letters.
        weight: of the letters.
    """
    size, lines = fitting(name, width, room, weight)
    pitch = min(size * LOOSE * MM_PER_POINT, room / len(lines))
    for number, line in enumerate(lines):
        page.text(x, y + (number - (len(lines) - 1) / 2) * pitch, line, size, colour, weight)


def fitting(name: str, width: float, room: float, weight: int = 400) -> tuple[float, list[str]]:
    """Return the largest size in points at which a name fits, and its lines."""
    for size, most in STEPS:
        lines = wrapped(name, width, size, weight)
        if len(lines) <= most and len(lines) * size * LEADING * MM_PER_POINT <= room:
            return size, lines
    size = STEPS[-1][0]
    return size, wrapped(name, width, size, weight)

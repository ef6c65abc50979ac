"""A file that cannot be read, as its reader tells it: why and where, not yet whose it is."""

from collections.abc import Iterator
from contextlib import contextmanager

from coaching.errors import SourceUnreadable

# What one file may hold at most. A city's largest export (35 thousand people, 69 columns) is
# a tenth of it; whatever is beyond was not meant, or was made to fill our memory.
MOST_BYTES = 512 * 1024 * 1024
MOST_COLUMNS = 16_384  # Excel's own limit
MOST_CELLS = 100_000_000
MOST_LINE = 1024 * 1024  # characters of one line of text


class BrokenFile(Exception):
    """Why a file cannot be read.

    Args:
        why: a key of the words of `sources`.
        row: as a spreadsheet counts, from 1; None where the whole file is meant.
        column: its number from 1, or its heading.
    """

    def __init__(self, *, why: str, row: int | None = None, column: int | str | None = None):
        super().__init__(why)
        self.why, self.row, self.column = why, row, column


@contextmanager
def told_of(source: str, file: str) -> Iterator[None]:
    """Turn what a reader finds into a problem that names the source and the file.

    Raises:
        SourceUnreadable: the reader inside could not go on.
    """
    try:
        yield
    except BrokenFile as broken:
        raise SourceUnreadable(
            source=source, file=file, row=broken.row, column=broken.column, why=broken.why
        ) from None
    except PermissionError:
        raise SourceUnreadable(
            source=source, file=file, row=None, column=None, why="not-allowed"
        ) from None

"""The page on sources says what the code does."""

import re
from pathlib import Path

from coaching.programme.sources import NEEDED, OPTIONAL, Holds

PAGE = Path(__file__).parents[2] / "docs" / "sources.md"


def test_the_table_names_every_kind_and_column():
    told = {}
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("| `"):
            _, kind, _, needed, optional, _ = line.split("|")
            told[kind.strip(" `")] = [
                re.findall("`([a-z_]+)`", cell) for cell in (needed, optional)
            ]
    assert told == {one.value: [list(NEEDED[one]), list(OPTIONAL[one])] for one in Holds}

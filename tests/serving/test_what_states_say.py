"""However a run ends, its state says what happened and what is to be done next, if anything."""

import re

import pytest

from coaching.domain.progress import Report, RunState
from coaching.rendering.words import keys, text
from flows.operating import and_next

# Parts of other sentences; what nobody foresaw names itself.
PARTS = {"states.late", "states.cycle", "states.unexpected", "states.sum-up"}
ENDS = [
    key.removeprefix("states.")
    for key in keys("id")
    if key.startswith("states.")
    and not key.startswith("states.next.")
    and "-without-" not in key  # the same end, where a fact is none
    and key not in PARTS
]
# A form, a place, a setting, what comes by itself, or that there is nothing to do.
DO = re.compile(
    r"formulir|'\d |config/|COACHING_|reports/|mintalah|hubungi|[Pp]utaran|sendiri"
    r"|[Tt]idak ada (lagi )?yang|tidak ada yang berubah"
)


@pytest.mark.parametrize("words", ENDS)
def test_an_end_says_what_to_do_next(words: str) -> None:
    facts = dict.fromkeys(re.findall(r"{(\w+)", text(f"states.{words}", "id")), "x")  # fmt: skip
    assert DO.search(and_next(Report(RunState.DONE, words, facts)))

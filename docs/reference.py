"""Writes exit-codes.md and exports.md from the code: python docs/reference.py."""

import re
import runpy
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from coaching import errors
from coaching.errors import CoachingError
from coaching.rendering.words import text
from coaching.reports.exports import COLUMNS, KEY_SHOWN

HERE = Path(__file__).parent
# What tables and columns hold that are not told below.
MORE = tomllib.loads((HERE / "exports.toml").read_text(encoding="utf-8"))

GENERAL = (
    (0, "done; for `up`: ended by Ctrl-C or SIGTERM, everything it started has ended too"),
    (
        1,
        "something unforeseen, in one sentence; set `COACHING_TRACE=1` to see where. "
        "`demo`: a mail too many or too few arrived",
    ),
    (2, "wrong usage: see `coaching COMMAND --help`"),
    (CoachingError.exit_code, "`CoachingError`, which every problem below is; none ends with it"),
    (130, "ended by Ctrl-C"),
    (143, "`demo`: ended by SIGTERM; it leaves no process behind"),
)
GROUPS: Mapping[int, str] = {
    1: "Configuration, settings, database",
    2: "What was given to us",
    3: "What the state of a year does not allow",
    4: "Mail",
    5: "Documents",
    6: "The demo",
    7: "The Prefect server",
    8: "Lists drawn, decided on and looked at again",
    9: "Published evaluations",
}
ABOUT: Mapping[str, str] = {
    "indicator-values": "Every indicator value in its latest version, whatever its period.",
    "measurements": (
        "How values computed from employee rows came about: measured heads over all heads, and the "
        "four dimensions of the IP ASN."
    ),
    "selection": "The latest list of each year: every agency, its place and its reason.",
    "invitations": (
        "The ledger of mails: what waits, has left, or never will. A mail stands here from the "
        "moment its session is first sent; who is only planned does not."
    ),
    "attendance": (
        "Who came to which session, one row per invited person. Of whom the sheet says something "
        "that cannot be used there is no row: nothing is known."
    ),
    "evaluation": "The newest version of each year's evaluation.",
    "queue": "Mails to us that a person has to look at; they lie in the mailbox, flagged.",
}
COLUMN: Mapping[str, str] = {
    "agency": "its code",
    "indicator": "its code in `config/indicators.toml`",
    "period": "`2018` or `2018-Q3`",
    "value": "in the indicator's unit",
    "respondents": "how many people it rests on; else empty",
    "year": "the year in which coaching happens",
    "rule_set": "`ipasn-2019`, or `counted` where heads or days are simply counted",
    "heads": "employees the rule set is about",
    "measured": "how many of them could be measured",
    "qualification": "mean points of the measured heads, to 25; empty but for `ip-asn`",
    "competence": "the same, to 40",
    "performance": "the same, to 30",
    "discipline": "the same, to 5",
    "need": "weighted gap: 0 every target met, 1 all at the floor, more below it; empty: no rank",
    "rank": "1 is the greatest need; empty where too little was reported",
    "decision": "see [words](#words)",
    "reason": (
        "a few sentences in the language of `COACHING_LANGUAGE`; for a must also what "
        "`[[must]]` in `config/programme.toml` says"
    ),
    "probability": (
        "share of redraws of scores and weights in which it is on the list, 0 to 1; empty where "
        "need does not decide"
    ),
    "zone": "see [words](#words); empty where need does not decide",
    "session": "its code in `config/programme.toml`",
    "person": f"first {KEY_SHOWN} characters of a random key",
    "kind": "see [words](#words)",
    "revision": "0; a letter sent again by decision would have the next number",
    "state": "see [words](#words)",
    "sent_at": "when the relay took it, ISO 8601 in UTC; else empty",
    "presence": "see [words](#words)",
    "coached": "coached agencies with a score, a value before and an outcome",
    "others": "other agencies with all three, which they are compared with",
    "estimate": "effect in the indicator's unit, positive is better; empty where none can be given",
    "low": "lower end of its 95 % interval",
    "high": "upper end of its 95 % interval",
    "detectable": "smallest effect this year would have shown with a chance of 80 %",
    "verdict": "see [words](#words)",
    "mail": "its Message-ID, or the digest of a mail without one",
    "incoming": "see [words](#words)",
    "read_at": "when it was read, ISO 8601 in UTC",
}
# Where a column of the same name says something else.
OTHERWISE: Mapping[tuple[str, str], str] = {
    ("measurements", "year"): "the measured year",
    ("measurements", "value"): "in the indicator's unit; empty where nobody is measured",
    ("invitations", "agency"): "its code; empty for the appointing authority",
    ("invitations", "person"): (
        f"first {KEY_SHOWN} characters of a random key; those of all, with blanks between, of a "
        "mail to a mailbox that several share"
    ),
    ("invitations", "session"): (
        "its code in `config/programme.toml`; empty for a letter about the year"
    ),
    ("levels", "value"): "empty where too few answered, or no effect can be given",
    (
        "levels",
        "low",
    ): "lower end of the 95 % interval; of `done` all unknown ones taken as not done",
    ("levels", "high"): "upper end of it; of `done` all unknown ones taken as done",
    ("programme-memory", "decision"): (
        "how the list of that year had it, see [words](#words); empty before this programme"
    ),
    ("programme-memory", "need"): "frozen with the list of that year; empty: no rank, or no list",
    ("overrides", "reason"): "why, as it was typed with the approval",
    ("queue", "reason"): "why it waits; addresses are masked",
    ("queue", "session"): "code of the session it seems to be about",
    ("evaluation", "indicator"): "code of the indicator that judges the year",
}
WORDS: Mapping[str, tuple[type[StrEnum], Mapping[str, str]]] = runpy.run_path(
    str(HERE / "reference_words.py")
)["WORDS"]


def exit_codes() -> str:
    """Return the page of exit codes."""
    page = [
        "# Exit codes of `coaching`", "",
        "0 is success; 11 and up are problems a person can cure, one number per class. What is",
        "wrong and what to do next stands on standard error, in the language of",
        "`COACHING_LANGUAGE`; {braces} are filled in. `run` ends with the code of its flow's",
        "problem, `doctor` with that of the first one it found.", "",
        "A stage of a finished year, done again, is no problem: it changes nothing and ends",
        "with 0.", "",
        "| code | meaning |", "|---|---|",
        *(f"| {code} | {about} |" for code, about in GENERAL), "",
    ]  # fmt: skip
    problems = sorted(_problems(), key=lambda one: one.exit_code)
    for tens, title in GROUPS.items():
        page += [f"## {tens}0 to {tens}9: {title}", ""]
        page += ["| code | problem | what is wrong | what to do |", "|---|---|---|---|"]
        page += [_row(one) for one in problems if one.exit_code // 10 == tens]
        page.append("")
    if not all(map(_is_told, problems)):
        page += ["\\* Kept for its number; nothing in this version ends with it.", ""]
    return "\n".join([*page, "_Written by `python docs/reference.py`._", ""])


def _row(problem: type[CoachingError]) -> str:
    what, following = (_said(problem, part) for part in ("what", "next"))
    mark = "" if _is_told(problem) else " \\*"
    return f"| {problem.exit_code} | `{problem.__name__}`{mark} | {what} | {following} |"


def _problems() -> Iterator[type[CoachingError]]:
    for name in errors.__all__:
        one = getattr(errors, name)
        if one is not CoachingError:
            yield one


def _is_told(problem: type[CoachingError]) -> bool:
    return re.search(rf"\b{problem.__name__}\(", _code()) is not None


@cache
def _code() -> str:
    files = (file for folder in ("coaching", "flows", "tasks")
             for file in sorted((HERE.parent / folder).rglob("*.py")))  # fmt: skip
    return "\n".join(
        file.read_text(encoding="utf-8") for file in files if file.parent.name != "errors"
    )


def _said(problem: type[CoachingError], part: str) -> str:
    return text(f"problems.{problem.__name__}.{part}", "en").replace("|", "\\|")


def exports() -> str:
    """Return the page of exported tables."""
    page = [
        "# Tables of `coaching export`", "",
        "`coaching export TABLE` writes CSV to standard output, `--json` a list of objects. An",
        "empty table is its header. Columns stand in this order; new ones would be added at the",
        "end. No table holds a person's name, NIP or address.", "",
    ]  # fmt: skip
    for name, columns in COLUMNS.items():
        page += [f"## `{name}`", "", (MORE["table"] | ABOUT)[name], "", "| column | |", "|---|---|"]
        told = MORE["column"] | COLUMN
        page += [f"| `{one}` | {OTHERWISE.get((name, one), told[one])} |" for one in columns]
        page.append("")
    page += ["## Words", ""]
    for column, (words, meaning) in WORDS.items():
        page += [f"`{column}`:", "", "| word | meaning |", "|---|---|"]
        page += [f"| `{word.value}` | {meaning[word.value]} |" for word in words]
        page.append("")
    return "\n".join([*page, "_Written by `python docs/reference.py`._", ""])


if __name__ == "__main__":
    (HERE / "exit-codes.md").write_text(exit_codes(), encoding="utf-8")
    (HERE / "exports.md").write_text(exports(), encoding="utf-8")

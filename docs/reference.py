"""Writes exit-codes.md and exports.md from the code: python docs/reference.py."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from coaching import errors
from coaching.domain.attendance import Presence
from coaching.domain.evaluation import Verdict
from coaching.domain.invitations import MailKind, MailState
from coaching.domain.selection import Decision
from coaching.errors import CoachingError
from coaching.rendering.words import text
from coaching.reports.exports import COLUMNS

HERE = Path(__file__).parent

ABOUT: Mapping[str, str] = {
    "indicator-values": "Every value in force, corrected ones in their last version.",
    "selection": "The list of each year as it stands, every agency with its reason.",
    "invitations": "The ledger of mails: what leaves, has left, or never will.",
    "attendance": "Who came to which session.",
    "evaluation": "The newest evaluation of each year.",
}
COLUMN: Mapping[str, str] = {
    "agency": "its code",
    "indicator": "its code in `config/indicators.toml`",
    "period": "`2018` or `2018-Q3`",
    "value": "in the indicator's unit",
    "respondents": "how many answered, for surveys; else empty",
    "year": "the year in which coaching happens",
    "need": "weighted gap to target, 0 (none) to 1; empty where not ranked",
    "rank": "1 is the greatest need; empty where not ranked",
    "decision": "see below",
    "reason": "one or two sentences, in the language of `COACHING_LANGUAGE`",
    "session": "its code in `config/programme.toml`; empty: a letter about the year",
    "person": "first 8 characters of a random key; no name, no NIP",
    "kind": "see below",
    "revision": "0; a letter sent again by decision has the next number",
    "state": "see below",
    "sent_at": "when the relay took it, ISO 8601 with offset; else empty",
    "presence": "see below",
    "coached": "agencies coached, with an outcome",
    "others": "agencies compared with, with an outcome",
    "estimate": "effect in the indicator's unit; empty where none can be given",
    "low": "lower end of the 95 % interval",
    "high": "upper end of the 95 % interval",
    "detectable": "smallest effect this year could have shown",
    "verdict": "see below",
}
WORDS: Mapping[str, tuple[type[StrEnum], Mapping[str, str]]] = {
    "decision": (Decision, {
        "selected": "chosen by need", "must": "chosen for a written reason",
        "reserve": "has a gap, and no place was left", "resting": "coached too recently",
        "no-gap": "every target met", "not-ranked": "too few indicators reported to say",
    }),
    "kind": (MailKind, {
        "invitation": "to a session",
        "nobody-needs-coaching": "to the appointing authority: all targets met",
        "cannot-judge": "to the appointing authority: too little data",
    }),
    "state": (MailState, {
        "queued": "waits", "leased": "held by a worker; nothing is on the wire",
        "sending": "being handed over", "sent": "the relay took it",
        "failed": "refused for good", "in_doubt": "the line broke after it was handed over",
        "suppressed": "its address must not be written to",
        "expired": "too late for its session",
    }),
    "presence": (Presence, {
        "present": "came", "represented": "sent somebody", "excused": "said so before",
        "absent": "did not come",
    }),
    "verdict": (Verdict, {
        "raised": "the interval lies above no effect",
        "lowered": "the interval lies below no effect",
        "not-distinguishable": "the interval includes no effect",
        "negligible": "the whole interval lies within the margin that would matter",
        "depends-on-method": "a second estimate points the other way",
        "data-not-sufficient": "too many outcomes are missing, or nothing can be fitted",
        "counts-only": "fewer than 4 coached or 8 other agencies",
    }),
}  # fmt: skip
GENERAL = (
    (0, "done"),
    (1, "something unforeseen; `COACHING_TRACE=1` shows where"),
    (2, "wrong usage; `coaching COMMAND --help`"),
    (130, "ended by Ctrl-C"),
)


def exit_codes() -> str:
    """Return the page of exit codes."""
    rows = [f"| {code} | | {about} | |" for code, about in GENERAL]
    rows += [
        f"| {one.exit_code} | `{one.__name__}` | {_said(one, 'what')} | {_said(one, 'next')} |"
        for one in sorted(_problems(), key=lambda one: one.exit_code)
    ]
    return "\n".join([
        "# Exit codes of `coaching`", "",
        "0 is success; 10 and up are problems a person can cure, one number per class. The",
        "message on standard error says what is wrong and what to do next, in the language of",
        "`COACHING_LANGUAGE`. In {braces}: what the message fills in. `status`, `doctor` and",
        "`export` change nothing.", "",
        "| code | problem | what it says | what to do |", "|---|---|---|---|", *rows, "",
        "_Written by `python docs/reference.py`._", "",
    ])  # fmt: skip


def exports() -> str:
    """Return the page of exported tables."""
    pages = [
        "# Tables of `coaching export`", "",
        "`coaching export TABLE` writes CSV to standard output, `--json` a list of objects. An",
        "empty table is its header. The columns below come first and in this order; new ones",
        "would be added at the end. No table holds a name, a NIP or an address.", "",
    ]  # fmt: skip
    for name, columns in COLUMNS.items():
        pages += [f"## `{name}`", "", ABOUT[name], "", "| column | |", "|---|---|"]
        pages += [f"| `{column}` | {COLUMN[column]} |" for column in columns]
        pages.append("")
    pages += ["## Words", ""]
    for column, (words, meaning) in WORDS.items():
        pages += [f"`{column}`:", "", "| word | meaning |", "|---|---|"]
        pages += [f"| `{word.value}` | {meaning[word.value]} |" for word in words]
        pages.append("")
    return "\n".join([*pages, "_Written by `python docs/reference.py`._", ""])


def _problems() -> Iterator[type[CoachingError]]:
    for name in errors.__all__:
        one = getattr(errors, name)
        if one is not CoachingError:
            yield one


def _said(problem: type[CoachingError], part: str) -> str:
    return text(f"problems.{problem.__name__}.{part}", "en").replace("|", "\\|")


if __name__ == "__main__":
    (HERE / "exit-codes.md").write_text(exit_codes(), encoding="utf-8")
    (HERE / "exports.md").write_text(exports(), encoding="utf-8")

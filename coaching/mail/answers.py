"""What a mail server's answer means, and what is to be done about it.

Source: RFC 5321, section 4.2.1: 4yz may succeed later, 5yz will not; RFC 3463
for enhanced codes x.y.z, which decide before the basic code, and that before
the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MINUTE, HOUR = 60, 3600
ENHANCED = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")

LATER = (5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR)
GREYLISTED = (5 * MINUTE, 15 * MINUTE)
SLOWER = (20 * MINUTE,)  # within 15 to 30 minutes, whatever the jitter
PAUSE = (15 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR)
PATIENCE_WITH_FULL_MAILBOX = 48 * HOUR
LARGEST_JITTER = 0.2


class Scope(StrEnum):
    """How much an answer is about."""

    MESSAGE = "message"
    DOMAIN = "domain"
    CAMPAIGN = "campaign"
    RELAY = "relay"


class Action(StrEnum):
    """What is to be done. Those that end with nothing sent and nobody at fault keep the letter."""

    SENT = "sent"  # taken by the relay, not yet delivered
    RETRY = "retry"
    FAIL = "fail"
    FAIL_AND_SUPPRESS = "fail_and_suppress"
    PAUSE_RELAY = "pause_relay"
    STOP_DOMAIN = "stop_domain"  # our reputation, so nobody is suppressed for it
    STOP_CAMPAIGN = "stop_campaign"
    STOP_RELAY = "stop_relay"


@dataclass(frozen=True)
class Rule:
    """One line of the table; a column left empty applies to every answer."""

    scope: Scope
    action: Action
    enhanced: str = ""
    codes: tuple[int, ...] = ()
    text: str = ""
    delays: tuple[int, ...] = ()
    patience: float | None = None  # seconds; after that the letter fails


@dataclass(frozen=True)
class Verdict:
    """What to do about an answer.

    Args:
        delay: seconds until the next try of a `retry` or `pause_relay`, else None.
    """

    scope: Scope
    action: Action
    delay: float | None = None


OF_OUR_LOGIN = (530, 534, 535, 538)
# First line that fits, in the order enhanced code, basic code, text.
RULES = (
    Rule(Scope.RELAY, Action.STOP_RELAY, enhanced=r"[45]\.7\.[89]"),
    # These basic codes are of our login or encryption alone, which no domain of a recipient is
    # to blame for: "530 5.7.0 Authentication required".
    Rule(Scope.RELAY, Action.STOP_RELAY, enhanced=r"[45]\.7\.\d+", codes=OF_OUR_LOGIN),
    Rule(Scope.RELAY, Action.PAUSE_RELAY, enhanced=r"[45]\.4\.5", delays=PAUSE),
    Rule(Scope.MESSAGE, Action.FAIL_AND_SUPPRESS, enhanced=r"5\.1\.(1|2|3|6|10)|5\.2\.1"),
    Rule(
        Scope.MESSAGE,
        Action.RETRY,
        enhanced=r"[45]\.2\.2",
        delays=LATER,
        patience=PATIENCE_WITH_FULL_MAILBOX,
    ),
    Rule(Scope.CAMPAIGN, Action.STOP_CAMPAIGN, enhanced=r"5\.3\.4"),
    Rule(Scope.DOMAIN, Action.RETRY, enhanced=r"4\.7\.\d+", delays=SLOWER),
    Rule(Scope.DOMAIN, Action.STOP_DOMAIN, enhanced=r"5\.7\.\d+"),
    Rule(Scope.RELAY, Action.PAUSE_RELAY, codes=(421, 454), delays=PAUSE),
    Rule(Scope.RELAY, Action.STOP_RELAY, codes=OF_OUR_LOGIN),
    Rule(
        Scope.RELAY,
        Action.PAUSE_RELAY,
        text=r"\bdaily\b.*\b(limit|quota)\b",
        delays=PAUSE,
    ),
    Rule(
        Scope.MESSAGE,
        Action.RETRY,
        codes=tuple(range(400, 500)),
        text=r"gr[ea]y-?\s?list",
        delays=GREYLISTED,
    ),
    Rule(
        Scope.DOMAIN,
        Action.RETRY,
        codes=tuple(range(400, 500)),
        text=r"\brate\b|\btoo many\b",
        delays=SLOWER,
    ),
    Rule(
        Scope.MESSAGE,
        Action.FAIL_AND_SUPPRESS,
        codes=(550,),
        text=r"\b(user|recipient) unknown\b|\bunknown (user|recipient)\b|\bno such user\b",
    ),
    Rule(
        Scope.MESSAGE,
        Action.RETRY,
        codes=(452, 552),
        text=r"mailbox (is )?full|over ?quota|quota exceeded",
        delays=LATER,
        patience=PATIENCE_WITH_FULL_MAILBOX,
    ),
    Rule(
        Scope.CAMPAIGN,
        Action.STOP_CAMPAIGN,
        codes=(552, 554),
        text=r"too (large|big)|message size",
    ),
    Rule(
        Scope.DOMAIN,
        Action.STOP_DOMAIN,
        codes=tuple(range(500, 600)),
        text=r"\bspam\b|\bblock(ed|list|listed|ing)?\b|\bblacklist|\bdmarc\b",
    ),
)
TRY_LATER = Rule(Scope.MESSAGE, Action.RETRY, delays=LATER)
GIVE_UP = Rule(Scope.MESSAGE, Action.FAIL)


def classify(
    code: int, text: str, *, attempt: int = 1, waited: float = 0.0, jitter: float = 0.0
) -> Verdict:
    """Return what a mail server's answer calls for.

    Args:
        code: basic code, 200 to 599.
        text: the words after it, where an enhanced code stands too.
        attempt: which try of this letter was answered so, from 1.
        waited: seconds since the first of them.
        jitter: -1 to 1; moves a delay by up to 20 %, so that retries spread.
    """
    if 200 <= code < 300:
        return Verdict(Scope.MESSAGE, Action.SENT)
    rule = rule_for(code, text)
    if rule.patience is not None and waited >= rule.patience:
        return Verdict(rule.scope, Action.FAIL)
    return Verdict(rule.scope, rule.action, _delay(rule.delays, attempt, jitter))


def rule_for(code: int, text: str) -> Rule:
    """Return the line of the table that decides about a refusal."""
    found = enhanced_code(text)
    return next(_fitting(code, found or "", text), _otherwise(code, found))


def enhanced_code(text: str) -> str | None:
    """Return the first x.y.z of an answer, where there is one."""
    found = ENHANCED.match(text.strip())
    return found[0] if found else None


def _fitting(code: int, enhanced: str, text: str) -> Iterator[Rule]:
    """Yield the lines that fit: those with an enhanced code first, those with words last."""
    for rule in sorted(RULES, key=lambda one: (not one.enhanced, bool(one.text))):
        if (
            (not rule.enhanced or re.fullmatch(rule.enhanced, enhanced))
            and (not rule.codes or code in rule.codes)
            and (not rule.text or re.search(rule.text, text, re.IGNORECASE))
        ):
            yield rule


def _otherwise(code: int, enhanced: str | None) -> Rule:
    final = enhanced.startswith("5") if enhanced else code >= 500
    return GIVE_UP if final else TRY_LATER


def _delay(delays: tuple[int, ...], attempt: int, jitter: float) -> float | None:
    if not delays:
        return None
    planned = delays[min(attempt, len(delays)) - 1]
    return planned * (1 + LARGEST_JITTER * max(-1.0, min(1.0, jitter)))

"""What a mail server's answer makes of a mail, and what it asks us to hold back."""

from datetime import UTC, datetime, timedelta
from secrets import SystemRandom

from coaching.database.claimed import Claimed, Pause, Settlement
from coaching.database.pauses import RELAY, campaign_of, domain_of
from coaching.domain.invitations import MailState
from coaching.errors import CoachingError, RelayRefuses, TemporaryProblem
from coaching.mail.answers import Action, Rule, Scope, classify, rule_for
from coaching.mail.senders import Answer, Outcome

MOST_CUTS = 3  # a line that is cut that often before DATA deserves a rest
FAILS = {Action.FAIL, Action.FAIL_AND_SUPPRESS}
STOPS = {Action.STOP_DOMAIN, Action.STOP_CAMPAIGN, Action.STOP_RELAY}


def settlement_of(mail: Claimed, answer: Answer) -> Settlement:
    """Return what became of a mail that was handed over."""
    outcome = answer.outcome.value
    if answer.outcome is Outcome.SENT:
        return Settlement(MailState.SENT, outcome, answer.code, answer.text)
    if answer.outcome is Outcome.IN_DOUBT:
        return Settlement(MailState.IN_DOUBT, outcome, answer.code, answer.text)
    if answer.outcome is Outcome.NOT_SENT or answer.code is None:
        again = timedelta(seconds=5 if mail.attempts + 1 < MOST_CUTS else 300)
        return Settlement(MailState.QUEUED, outcome, answer.code, answer.text, again)
    return _refused(mail, answer, answer.code)


def _refused(mail: Claimed, answer: Answer, code: int) -> Settlement:
    waited = (datetime.now(UTC) - mail.queued_at).total_seconds()
    jitter = SystemRandom().uniform(-1, 1)  # else all that were refused together come together
    verdict = classify(code, answer.text, attempt=mail.attempts + 1, waited=waited, jitter=jitter)
    told = (answer.outcome.value, code, answer.text)
    if verdict.action in FAILS:
        suppress = verdict.action is Action.FAIL_AND_SUPPRESS
        return Settlement(MailState.FAILED, *told, suppress=suppress)
    if verdict.scope is Scope.MESSAGE:
        return Settlement(MailState.QUEUED, *told, timedelta(seconds=verdict.delay or 0))
    # Not about this mail: the pause says when, for it as for all the others.
    pause = _pause(mail, verdict.scope, rule_for(code, answer.text), answer.text)
    return Settlement(MailState.QUEUED, *told, counts=False, pause=pause)


def _pause(mail: Claimed, scope: Scope, rule: Rule, why: str) -> Pause:
    about = {
        Scope.RELAY: RELAY,
        Scope.DOMAIN: domain_of(mail.address),
        Scope.CAMPAIGN: campaign_of(mail.year, mail.session),
    }[scope]
    return Pause(about, () if rule.action in STOPS else rule.delays, why)


def objection(settlement: Settlement) -> CoachingError | None:
    """Return what to tell a person about an answer that is about us, not about one mail.

    A domain that only wants us slower is no news.
    """
    pause = settlement.pause
    if pause is None or (pause.delays and pause.about != RELAY):
        return None
    if pause.delays:
        return TemporaryProblem(why=pause.why)
    return RelayRefuses(about=pause.about, why=pause.why)

"""What a mail server's answer calls for: enhanced code before basic code before text."""

import pytest

from coaching.mail.answers import HOUR, MINUTE, Action, Scope, classify, enhanced_code

KEEP, DOMAIN, CAMPAIGN, RELAY = Scope.MESSAGE, Scope.DOMAIN, Scope.CAMPAIGN, Scope.RELAY


@pytest.mark.parametrize(
    ("answer", "scope", "action"),
    [
        ("250 2.0.0 Ok: queued", KEEP, Action.SENT),
        ("421 Service not available, closing channel", RELAY, Action.PAUSE_RELAY),
        ("454 Temporary authentication failure", RELAY, Action.PAUSE_RELAY),
        ("550 5.4.5 Daily user sending limit exceeded", RELAY, Action.PAUSE_RELAY),
        ("452 4.4.5 Insufficient disk space", RELAY, Action.PAUSE_RELAY),
        ("550 You reached your daily sending quota", RELAY, Action.PAUSE_RELAY),
        ("530 Must issue a STARTTLS command first", RELAY, Action.STOP_RELAY),
        ("530 5.7.0 Authentication Required", RELAY, Action.STOP_RELAY),
        ("530 5.7.57 Client not authenticated to send mail", RELAY, Action.STOP_RELAY),
        ("534 5.7.9 Please log in via your web browser", RELAY, Action.STOP_RELAY),
        ("535 5.7.8 Username and password not accepted", RELAY, Action.STOP_RELAY),
        ("538 Encryption required", RELAY, Action.STOP_RELAY),
        ("450 4.2.0 Greylisted, see http://postgrey", KEEP, Action.RETRY),
        ("451 Graylisting in action", KEEP, Action.RETRY),
        ("421 4.7.0 unusual rate of mail", DOMAIN, Action.RETRY),
        ("451 4.7.1 Try again later", DOMAIN, Action.RETRY),
        ("450 too many connections from you", DOMAIN, Action.RETRY),
        ("451 Requested action aborted: local error", KEEP, Action.RETRY),
        ("550 5.1.1 The account does not exist", KEEP, Action.FAIL_AND_SUPPRESS),
        ("550 5.1.2 bad destination system", KEEP, Action.FAIL_AND_SUPPRESS),
        ("553 5.1.3 bad syntax", KEEP, Action.FAIL_AND_SUPPRESS),
        ("550 5.1.6 moved", KEEP, Action.FAIL_AND_SUPPRESS),
        ("550 5.1.10 RESOLVER.ADR.RecipientNotFound", KEEP, Action.FAIL_AND_SUPPRESS),
        ("550 5.2.1 mailbox disabled", KEEP, Action.FAIL_AND_SUPPRESS),
        ("550 User unknown in virtual mailbox table", KEEP, Action.FAIL_AND_SUPPRESS),
        ("551 User unknown", KEEP, Action.FAIL),
        ("552 5.2.2 mailbox full", KEEP, Action.RETRY),
        ("552 Quota exceeded", KEEP, Action.RETRY),
        ("554 5.7.1 Message rejected as spam", DOMAIN, Action.STOP_DOMAIN),
        ("550 5.7.26 DMARC", DOMAIN, Action.STOP_DOMAIN),
        ("550 5.7.1 User unknown", DOMAIN, Action.STOP_DOMAIN),
        ("554 Your address is on a blocklist", DOMAIN, Action.STOP_DOMAIN),
        ("552 5.3.4 Message size exceeds fixed limit", CAMPAIGN, Action.STOP_CAMPAIGN),
        ("552 Message too large", CAMPAIGN, Action.STOP_CAMPAIGN),
        ("550 mailbox unavailable", KEEP, Action.FAIL),
        ("550 5.0.0 no", KEEP, Action.FAIL),
        ("450 5.1.1 unknown", KEEP, Action.FAIL_AND_SUPPRESS),
        ("550 4.2.1 busy", KEEP, Action.RETRY),
    ],
)
def test_the_table(answer: str, scope: Scope, action: Action):
    verdict = classify(int(answer[:3]), answer[4:])
    assert (verdict.scope, verdict.action) == (scope, action)


@pytest.mark.parametrize("text", ["4.7.1 rate", "5.7.1 spam", "5.7.26 DMARC", "blocked as spam"])
def test_nobody_is_suppressed_for_our_own_reputation(text: str):
    actions = {classify(code, text).action for code in range(400, 600)}
    assert Action.FAIL_AND_SUPPRESS not in actions


def test_other_refusals_are_tried_again_more_and_more_slowly():
    delays = [classify(451, "busy", attempt=attempt).delay for attempt in range(1, 10)]
    minutes = [5, 15, 30, 60, 120, 240, 480, 480, 480]
    assert delays == [minute * MINUTE for minute in minutes]


def test_greylisting_wants_five_minutes_then_fifteen():
    delays = [classify(450, "greylisted", attempt=attempt).delay for attempt in (1, 2, 3)]
    assert delays == [5 * MINUTE, 15 * MINUTE, 15 * MINUTE]


def test_a_relay_in_trouble_is_left_alone_for_a_quarter_then_an_hour():
    assert [classify(421, "", attempt=attempt).delay for attempt in (1, 2)] == [15 * MINUTE, HOUR]


@pytest.mark.parametrize("jitter", [-5.0, -1.0, 0.0, 1.0, 5.0])
def test_a_slowed_domain_is_tried_within_a_quarter_and_half_an_hour(jitter: float):
    delay = classify(451, "4.7.1 rate", jitter=jitter).delay
    assert delay is not None
    assert 15 * MINUTE <= delay <= 30 * MINUTE


def test_jitter_moves_a_delay_by_at_most_a_fifth():
    assert classify(451, "busy", jitter=1).delay == pytest.approx(6 * MINUTE)
    assert classify(451, "busy", jitter=-1).delay == pytest.approx(4 * MINUTE)


def test_a_full_mailbox_is_waited_for_two_days_and_nobody_is_suppressed():
    assert classify(552, "5.2.2 full", waited=47 * HOUR).action is Action.RETRY
    late = classify(552, "5.2.2 full", waited=48 * HOUR)
    assert (late.action, late.delay) == (Action.FAIL, None)


@pytest.mark.parametrize(
    ("text", "code"),
    [("5.1.10 x", "5.1.10"), (" 4.7.0 x\n4.7.0 y", "4.7.0"), ("from 10.5.1.1", None), ("", None)],
)
def test_an_enhanced_code_stands_first(text: str, code: str | None):
    assert enhanced_code(text) == code

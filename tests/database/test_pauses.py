"""What is about us and not about one mail holds mails back, for every worker and the next run."""

from datetime import UTC, datetime, timedelta

import pytest
from post_office import PEOPLE, attempts, kept, nth, post, rests, states, wake
from records_cast import SESSION, YEAR, message_id
from sqlalchemy import select, update

from coaching.database import ledger, pauses, tables
from coaching.database.claimed import Pause
from coaching.database.work import reading, work
from coaching.errors import CoachingError, RelayRefuses, TemporaryProblem
from coaching.mail.catcher import Catcher
from coaching.mail.catcher_manners import Deed, Stage, polite

QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
RELAY, DOMAIN, CAMPAIGN = "relay", "@dinkes.example", f"{YEAR} {SESSION}"
TELLS: dict[str, type[CoachingError] | None] = {
    "temporary": TemporaryProblem, "person": RelayRefuses, "nobody": None,
}  # fmt: skip


def standing() -> dict[str, timedelta | None]:
    """How long from now each pause holds; None: until a person ends it."""
    now = datetime.now(UTC)
    with reading() as db:
        return {one.about: one.until - now if one.until else None for one in pauses.standing(db)}


def end_pauses() -> None:
    """Let the time of every pause pass."""
    with work() as db:
        over = datetime.now(UTC) - timedelta(seconds=1)
        db.execute(update(tables.RelayPause).values(until_at=over))


@pytest.mark.parametrize(
    ("stage", "reply", "about", "holds", "tells"),
    [
        (Stage.MAIL, "421 4.3.2 closing", RELAY, QUARTER, "temporary"),
        (Stage.MAIL, "454 try later", RELAY, QUARTER, "temporary"),
        (Stage.RCPT, "450 4.4.5 quota", RELAY, QUARTER, "temporary"),
        (Stage.RCPT, "550 daily sending limit reached", RELAY, QUARTER, "temporary"),
        (Stage.MAIL, "530 authentication needed", RELAY, None, "person"),
        (Stage.MAIL, "535 5.7.8 bad credentials", RELAY, None, "person"),
        (Stage.RCPT, "451 4.7.1 slow down", DOMAIN, timedelta(minutes=20), "nobody"),
        (Stage.RCPT, "450 too many connections", DOMAIN, timedelta(minutes=20), "nobody"),
        (Stage.CONTENT, "554 5.7.1 looks like spam", DOMAIN, None, "person"),
        (Stage.RCPT, "550 5.7.26 DMARC", DOMAIN, None, "person"),
        (Stage.CONTENT, "552 5.3.4 too big", CAMPAIGN, None, "person"),
    ],
)
def test_trouble_with_us_holds_back_what_it_is_about_and_suppresses_nobody(
    catcher: Catcher, stage: Stage, reply: str, about: str, holds: timedelta | None, tells: str
):
    with work() as db:
        db.get_one(tables.Person, "wati").email = "wati@dispora.example"
    catcher.manner = nth(stage, 2, Deed(reply))
    problem = TELLS[tells]
    if problem is None:
        post(catcher)
    else:
        with pytest.raises(problem):
            post(catcher)
    # The third has another domain: only that domain's trouble is none of its own.
    others = "sent" if about == DOMAIN else "queued"
    assert states() == {"sari": "sent", "budi": "queued", "wati": others}
    assert attempts()[:2] == [
        ("sari", "sent"), ("budi", "refused" if reply[0] == "5" else "temporary")
    ]  # fmt: skip
    [(told, rest)] = standing().items()
    assert told == about
    assert (rest is None) is (holds is None)
    if rest is not None and holds is not None:
        assert holds - timedelta(minutes=1) < rest <= holds
    with reading() as db:
        assert db.scalars(select(tables.MailSuppression)).all() == []
        assert db.scalars(select(tables.MailMessage.attempts)).all() == [1, 0, others == "sent"]
    # The next run, whoever starts it, knows.
    catcher.manner = polite
    wake()
    tried = len(attempts())
    assert post(catcher) == 0
    assert len(attempts()) == tried
    with work() as db:
        pauses.lift(db)
    post(catcher)
    assert sorted(kept(catcher)) == sorted(map(message_id, PEOPLE))


@pytest.mark.parametrize(
    ("reply", "state", "suppressed", "rest"),
    [
        ("450 4.2.0 greylisted", "queued", [], timedelta(minutes=5)),
        ("451 local error", "queued", [], timedelta(minutes=5)),
        ("452 4.2.2 mailbox full", "queued", [], timedelta(minutes=5)),
        ("550 5.1.1 no such user", "failed", ["budi@dinkes.example"], None),
        ("550 user unknown", "failed", ["budi@dinkes.example"], None),
        ("550 5.0.0 no", "failed", [], None),
    ],
)
def test_trouble_with_one_mail_holds_back_nobody_else(
    catcher: Catcher, reply: str, state: str, suppressed: list[str], rest: timedelta | None
):
    catcher.manner = nth(Stage.RCPT, 2, Deed(reply))
    post(catcher)
    assert states() == {"sari": "sent", "budi": state, "wati": "sent"}
    assert standing() == {}
    with reading() as db:
        assert list(db.scalars(select(tables.MailSuppression.address))) == suppressed
    if rest is not None:
        assert 0.75 * rest < rests()["budi"] < 1.25 * rest


def test_a_pause_that_did_not_help_is_followed_by_a_longer_one_until_mails_go_through(
    catcher: Catcher,
):
    for holds in (QUARTER, HOUR, 2 * HOUR):
        catcher.manner = nth(Stage.MAIL, 1, Deed("421 4.3.2 closing"))
        with pytest.raises(TemporaryProblem):
            post(catcher)
        [rest] = standing().values()
        assert rest is not None
        assert holds - timedelta(minutes=1) < rest <= holds
        end_pauses()
        wake()
    catcher.manner = polite
    assert post(catcher) == 3
    with reading() as db:
        assert not pauses.are_kept(db)


def test_what_two_workers_hear_at_once_is_one_pause_and_a_stop_outweighs_it(database: str):
    told = Pause(RELAY, (900, 3600), "421 busy")
    for _ in range(2):
        with work() as db:
            pauses.begin(db, told)
    with reading() as db:
        assert db.get_one(tables.RelayPause, RELAY).strikes == 1
    with work() as db:
        pauses.begin(db, Pause(RELAY, (), "535 no"))
        pauses.begin(db, told)
    assert standing() == {RELAY: None}


def test_a_worker_that_holds_mails_already_hears_of_a_pause(catcher: Catcher):
    with work() as db:
        held = ledger.claim(db, YEAR, SESSION, "here:1:1:aa")
    with work() as db:
        pauses.begin(db, Pause(DOMAIN, (900,), "451 4.7.1 slow"))
    with work() as db:
        assert [ledger.intend(db, one, "0" * 64, "line") for one in held] == [False] * 3
    assert set(states().values()) == {"queued"}

"""What is said before a letter: at once or in turn, with the same result."""

import smtplib

import pytest
from letterbox import Start, once, outgoing, scripted_server, settings_for
from sent import files, refuse

from coaching.mail.catcher import Catcher
from coaching.mail.catcher_manners import Deed, Stage
from coaching.mail.envelope import hand_over
from coaching.mail.senders import Outcome, mailbox

TO, ARCHIVE = "sari0@dinkes.example", "arsip@kotacontoh.example"
GONE = "550 5.1.1 no such person"


@pytest.fixture(params=[True, False], ids=["at-once", "in-turn"])
def either(request: pytest.FixtureRequest, start: Start) -> Start:
    return lambda **choices: start(pipelining=request.param, **choices)


def ends(catcher: Catcher, *letters: object) -> list[tuple[Outcome, int | None]]:
    with mailbox(settings_for(catcher)) as post:
        answers = [post(one) for one in letters]
    return [(one.outcome, one.code) for one in answers]


SENT = (Outcome.SENT, 250)


def test_letters_follow_each_other_over_one_line(either: Start) -> None:
    catcher = either()
    assert ends(catcher, outgoing(0), outgoing(1), outgoing(2, journal=ARCHIVE)) == [SENT] * 3
    assert files(catcher) == [outgoing(number).raw for number in range(3)]
    assert catcher.connections == 1


@pytest.mark.parametrize("journal", [None, ARCHIVE])
def test_a_refused_person_gets_nothing_nor_does_the_archive(
    either: Start, journal: str | None
) -> None:
    catcher = either(manner=refuse(TO, GONE))
    found = ends(catcher, outgoing(0, journal=journal), outgoing(1, journal=journal))
    assert found == [(Outcome.REFUSED, 550), SENT]
    assert files(catcher) == [outgoing(1).raw]
    assert catcher.connections == 1


@pytest.mark.parametrize("journal", [None, ARCHIVE])
@pytest.mark.parametrize("stage", [Stage.MAIL, Stage.RCPT, Stage.DATA])
def test_later_is_not_never_wherever_it_is_said(
    either: Start, stage: Stage, journal: str | None
) -> None:
    catcher = either(manner=once(stage, Deed(reply="451 4.3.0 later")))
    found = ends(catcher, outgoing(0, journal=journal), outgoing(1))
    assert found == [(Outcome.TEMPORARY, 451), SENT]
    assert files(catcher) == [outgoing(1).raw]


@pytest.mark.parametrize("stage", [Stage.MAIL, Stage.RCPT])
def test_a_line_cut_before_the_letter_leaves_no_doubt(either: Start, stage: Stage) -> None:
    catcher = either(manner=once(stage, Deed(cut=True)))
    assert ends(catcher, outgoing(0), outgoing(1)) == [(Outcome.NOT_SENT, None), SENT]
    assert files(catcher) == [outgoing(1).raw]


AT_ONCE = {"EHLO": "250-here\r\n250 PIPELINING"}


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [
        ({"RCPT": GONE, "DATA": "503 whom to?"}, 550),
        ({"RCPT": GONE, "DATA": "354 go on"}, 550),
        ({"MAIL": "421 4.3.2 closing", "RCPT": "503 no", "DATA": "503 no"}, 421),
        ({"DATA": "554 5.7.1 not from you"}, 554),
    ],
)
def test_the_first_refusal_is_the_answer(answers: dict[str, str], refusal: int) -> None:
    with scripted_server({**AT_ONCE, **answers}) as (port, heard):
        line = smtplib.SMTP("127.0.0.1", port, timeout=30)
        line.ehlo()
        found = hand_over(line, "a@b.example", TO, None, 1)
        waits_for_a_letter = answers["DATA"].startswith("354")
        assert (line.sock is None) == waits_for_a_letter
        line.close()
    assert found.refusal is not None
    assert found.refusal[0] == refusal
    assert [said.split(" ")[0] for said in heard[1:]] == ["MAIL", "RCPT", "DATA"]

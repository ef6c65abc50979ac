"""What calendar programs answer."""

from datetime import UTC, datetime

import pytest
from answered import calendar_mail, ical

from coaching.domain.invitations import Answer
from coaching.mail.replies import Kind, understand


@pytest.mark.parametrize("answer", ["ACCEPTED", "DECLINED", "TENTATIVE"])
def test_a_calendar_answer_wins_over_the_text_beside_it(answer: str):
    told = understand(calendar_mail(ical(f"PARTSTAT={answer}")))
    assert (told.kind, told.answer) == (Kind.REPLY, Answer(answer.lower()))
    assert (told.uid, told.sequence) == ("u@k.example", 2)
    assert told.dtstamp == datetime(2025, 3, 1, 1, 2, 3, tzinfo=UTC)
    assert told.recipient == "sari@dinkes.example"


def test_a_calendar_delegation_says_to_whom():
    told = understand(
        calendar_mail(ical('PARTSTAT=DELEGATED;DELEGATED-TO="mailto:Budi@dinkes.example"'))
    )
    assert (told.answer, told.delegate_address) == (Answer.DELEGATED, "budi@dinkes.example")


def test_the_same_calendar_answer_twice_is_one():
    assert understand(calendar_mail(ical(), ical())).answer is Answer.ACCEPTED


@pytest.mark.parametrize(
    "calendars",
    [
        [ical(method="REQUEST")],
        [ical(method="COUNTER")],
        [ical("PARTSTAT=NEEDS-ACTION")],
        [ical("CN=Sari")],
        [ical("PARTSTAT=DELEGATED")],
        [ical('PARTSTAT=DELEGATED;DELEGATED-TO="mailto:a@d.example","mailto:b@d.example"')],
        [ical('PARTSTAT=ACCEPTED;DELEGATED-FROM="mailto:boss@dinkes.example"')],
        [ical(more="ATTENDEE;PARTSTAT=DECLINED:mailto:budi@dinkes.example\n")],
        [ical(events=2)],
        [ical(events=0)],
        [ical(), ical("PARTSTAT=DECLINED")],
        [ical().replace("UID:u@k.example\n", "")],
        [ical().replace("DTSTAMP:20250301T010203Z\n", "")],
        [ical().replace("SEQUENCE:2", "SEQUENCE:dua")],
        ["BEGIN:VCALENDAR\nBEGIN:VEVENT\n"],
        [ical(more="DESCRIPTION:" + "x" * 200_000 + "\n")],
        ["\0\xff;;;:::"],
        [""],
    ],
)
def test_a_calendar_part_that_is_not_one_answer_is_for_a_person(calendars: list[str]):
    told = understand(calendar_mail(*calendars))
    assert (told.kind, told.answer) == (Kind.UNKNOWN, None)
    assert told.reason

"""Invented recipients answer their invitations, each with the mail a real program would write."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from icalendar import Calendar, Event, vCalAddress, vText

from coaching.city.choices import Choice, Way, choose, stable_name
from coaching.city.letters import Received, owners, received
from coaching.city.made import City
from coaching.city.people import DOMAIN, MadePerson

CALENDAR = {
    Way.CALENDAR_YES: ("ACCEPTED", "Diterima"),
    Way.CALENDAR_NO: ("DECLINED", "Ditolak"),
    Way.CALENDAR_MAYBE: ("TENTATIVE", "Tentatif"),
}
WORDS = {
    Way.WORD_YES: "HADIR",
    Way.WORD_NO: "TIDAK HADIR",
    Way.WORD_DELEGATE: "DIWAKILKAN {delegate}",
}


def answer_mails(city: City, outbox: Path, maildir: Path) -> Mapping[str, int]:
    """Put answers to the invitations in `outbox` into a Maildir; return how many of each kind.

    An answer that is there already, read or not, is not written again, so it can
    run as often as wanted.
    """
    for folder in ("cur", "new", "tmp"):
        (maildir / folder).mkdir(parents=True, exist_ok=True)
    there = {
        file.name.split(":")[0] for part in ("cur", "new") for file in (maildir / part).iterdir()
    }
    people = owners(city.people)
    written: Counter[str] = Counter()
    for one in received(outbox):
        person = people.get(one.whom)
        if person is None:
            continue
        choice = choose(city.seed, one.whom, one.starts.isoformat())
        answer = _answer(one, person, choice)
        name = stable_name(one.whom, one.event["UID"], one.event.get("SEQUENCE", 0), choice.way)
        if answer is not None and name not in there:
            _deliver(answer, maildir, name)
        written[choice.way.value] += answer is not None and name not in there
    return dict(sorted((way, count) for way, count in written.items() if count))


def _deliver(answer: EmailMessage, maildir: Path, name: str) -> None:
    """Write it aside, then move it: nobody ever reads half a mail."""
    answer["Message-ID"] = f"<{name}@{DOMAIN}>"
    (maildir / "tmp" / name).write_bytes(answer.as_bytes())
    (maildir / "tmp" / name).rename(maildir / "new" / name)


def _answer(one: Received, person: MadePerson, choice: Choice) -> EmailMessage | None:
    if choice.way is Way.SILENT:
        return None
    mail = EmailMessage()
    mail["From"] = f'"{person.full_name}" <{person.email}>'
    mail["To"] = one.reply_to
    mail["Date"] = format_datetime(one.sent_at(choice.hours))
    mail["In-Reply-To"] = mail["References"] = str(one.mail["Message-ID"])
    if choice.way in CALENDAR:
        _fill_calendar(mail, one, person, choice)
    elif choice.way is Way.AWAY:
        _fill_away(mail, one)
    else:
        mail["Subject"] = f"Re: {one.mail['Subject']}"
        words = WORDS[choice.way].format(delegate=choice.delegate)
        # The letter to a shared mailbox asks for the name of whom the answer is.
        mail.set_content(_with_quote(f"{words}\n{one.name}" if one.is_shared else words, one))
    return mail


def _with_quote(words: str, one: Received) -> str:
    """Return an answer above the invitation it answers, as mail programs put it."""
    body = one.mail.get_body(("plain",))
    quoted = (
        ""
        if body is None
        else "\n".join(f"> {line}".rstrip() for line in body.get_content().splitlines())
    )
    head = f"Pada {one.mail['Date']}, {one.mail['From']} menulis:"
    return f"{words}\n\nTerima kasih.\n\n{head}\n{quoted}\n"


def _fill_away(mail: EmailMessage, one: Received) -> None:
    mail["Subject"] = f"Balasan otomatis: {one.mail['Subject']}"
    mail["Auto-Submitted"] = "auto-replied"
    mail["X-Autoreply"] = "yes"
    mail.set_content("Saya sedang dinas luar dan akan membaca surel ini sekembalinya.\n")


def _fill_calendar(mail: EmailMessage, one: Received, person: MadePerson, choice: Choice) -> None:
    status, word = CALENDAR[choice.way]
    mail["Subject"] = f"{word}: {one.mail['Subject']}"
    mail.set_content(f"{word}\n")
    reply = _reply(one, person, status, one.sent_at(choice.hours))
    mail.add_alternative(
        reply.to_ical(), maintype="text", subtype="calendar",
        params={"method": "REPLY", "charset": "utf-8"},
    )  # fmt: skip


def _reply(one: Received, person: MadePerson, status: str, at: datetime) -> Calendar:
    """Return the answer a calendar gives. Source: RFC 5546, section 3.2.3."""
    attendee = vCalAddress(f"mailto:{person.email}")
    attendee.params["PARTSTAT"] = vText(status)
    attendee.params["CN"] = vText(person.name)
    event = Event()
    event.add("uid", str(one.event["UID"]))
    event.add("sequence", int(one.event.get("SEQUENCE", 0)))
    event.add("dtstamp", at.astimezone(UTC))
    event["organizer"] = one.event["ORGANIZER"]
    event.add("attendee", attendee)
    event["dtstart"] = one.event["DTSTART"]
    event["summary"] = one.event["SUMMARY"]
    reply = Calendar()
    reply.add("prodid", "-//Kalender Contoh//ID")
    reply.add("version", "2.0")
    reply.add("method", "REPLY")
    reply.add_component(event)
    return reply

"""Whom a letter is from and goes to, said to a mail server before the letter itself.

Where the server takes several commands at once (RFC 2920), they leave together:
a letter then waits for the way to the server and back twice instead of four times.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from smtplib import SMTPException

from coaching.mail.connection import Connection, Reply, drop

DATA, GO_ON = "DATA", 354


@dataclass(frozen=True)
class Envelope:
    """What a server said to an envelope.

    Args:
        refusal: what it said in the place of "go on", or None.
        journal_refused: the copy for the archive is refused; the letter is not.
    """

    refusal: Reply | None
    journal_refused: bool = False


def hand_over(
    smtp: Connection, mail_from: str, rcpt_to: str, journal: str | None, size: int
) -> Envelope:
    """Speak up to DATA.

    Args:
        smtp: ready for a letter.
        mail_from: envelope sender, a plain address, checked as the two that follow.
        rcpt_to: whom it goes to.
        journal: who gets a copy as evidence, or None.
        size: of the letter in bytes, for servers that want to know.

    Raises:
        SMTPException, OSError: the line was cut; nothing of the letter was sent.
    """
    told = f" SIZE={size}" if smtp.has_extn("size") else ""
    commands = [f"MAIL FROM:<{mail_from}>{told}", f"RCPT TO:<{rcpt_to}>"]
    if journal is None:
        return Envelope(_refusal(smtp, _asked(smtp, [*commands, DATA])))
    # DATA waits for the answers: a letter that is refused must not go to the archive alone.
    *answers, copy = _asked(smtp, [*commands, f"RCPT TO:<{journal}>"])
    if len(answers) < len(commands):  # one of them was refused, and is the last there is
        return Envelope(copy)
    if (refusal := _first_refusal(answers)) is not None:
        return Envelope(refusal)
    return Envelope(_refusal(smtp, _asked(smtp, [DATA])), not _is_taken(copy))


def _refusal(smtp: Connection, answers: list[Reply]) -> Reply | None:
    """Return the first answer that is none, of answers that end with the one to DATA."""
    *before, last = answers
    refusal = _first_refusal(before)
    if refusal is None:
        return None if last[0] == GO_ON else last
    if last[0] == GO_ON:  # it waits for a letter that has no recipient
        drop(smtp)
    return refusal


def _first_refusal(answers: Sequence[Reply]) -> Reply | None:
    return next((one for one in answers if not _is_taken(one)), None)


def _is_taken(answer: Reply) -> bool:
    return 200 <= answer[0] < 300


def _asked(smtp: Connection, commands: Sequence[str]) -> list[Reply]:
    """Return the answers to commands: to all of them, or up to the first refusal."""
    if smtp.has_extn("pipelining"):
        smtp.send("".join(f"{one}\r\n" for one in commands).encode("ascii"))
        return _answers(smtp, len(commands))
    answers: list[Reply] = []
    for command in commands:
        answers.append(smtp.docmd(command))
        if not _is_taken(answers[-1]):
            break
    return answers


def _answers(smtp: Connection, count: int) -> list[Reply]:
    answers: list[Reply] = []
    try:
        for _ in range(count):
            answers.append(smtp.getreply())
    except (SMTPException, OSError):
        # A server may hang up after the answer that matters, such as 421.
        if all(_is_taken(one) for one in answers):
            raise
    return answers

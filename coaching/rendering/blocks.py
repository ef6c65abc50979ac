"""The parts of a letter that officers may word: ours from the catalogue, or theirs, filled in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from coaching.domain.letter_blocks import BLOCKS
from coaching.errors import WordMissing
from coaching.rendering.formats import clock, count_words, long_date, unbroken
from coaching.rendering.words import say, text

PLAIN = ("authority", "recipient", "position", "agency", "letter_number", "delegate", "list")
Own = Mapping[str, str]  # an officer's own text by part


def blocks(letter: str, language: str, words: Mapping[str, Any], own: Own) -> dict[str, str]:
    """Return each part of a letter in words.

    Args:
        own: texts that stand in the place of ours.

    Raises:
        WordMissing: a part asks for a word that this letter does not have.
    """
    if letter not in BLOCKS:
        return {}
    facts = placeholders(words, language)
    return {part: _filled(letter, part, language, facts, own) for part in BLOCKS[letter]}


def _filled(letter: str, part: str, language: str, facts: Mapping[str, str], own: Own) -> str:
    key = f"letters.{letter}.{part}"
    told = own.get(part) or text(key, language)
    try:
        return told.format_map(facts)
    except (KeyError, IndexError, ValueError, AttributeError) as problem:
        raise WordMissing(template=f"letters.toml: {letter}.{part}", word=str(problem)) from None


def placeholders(words: Mapping[str, Any], language: str) -> dict[str, str]:
    """Return what can stand in braces, in words: nothing but plain text.

    Raises:
        WordMissing: nobody said who writes.
    """
    if "sender" not in words:
        raise WordMissing(template="letters.toml", word="sender")
    sender = words["sender"]
    found = {name: str(words[name]) for name in PLAIN if name in words}
    found |= {
        "organiser": sender["short_name"],
        "contact": sender["contact_name"],
        "telephone": unbroken(sender["contact_telephone"]),
    }
    found |= {name: str(words[name]) for name in ("year", "count") if name in words}
    if "indicators" in words:
        found["indicators"] = count_words(words["indicators"], language)
    if isinstance(by := words.get("answer_by"), datetime):
        found["answer_by"] = _moment(by, language)
    if session := words.get("session"):
        found["date"] = long_date(session["held_on"], language)
        hours = f"{clock(session['starts'], language)}–{clock(session['ends'], language)}"
        found["time"] = f"{hours} {session['zone']}"
        found["place"] = session["venue_name"]
    if words.get("subject") and "list" not in found:
        found["list"] = say(f"terms.list.{words['subject']}", language)
    return found


def _moment(at: datetime, language: str) -> str:
    return say("letters.day-and-hour", language, day=long_date(at.date(), language),
               hour=clock(at.time(), language))  # fmt: skip

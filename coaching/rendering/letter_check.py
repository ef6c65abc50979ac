"""Whether the letters' templates ask only for words that there are, in every branch of them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import get_type_hints

from jinja2 import TemplateSyntaxError, nodes

from coaching.domain.letter_blocks import BLOCKS
from coaching.errors import PlaceholderUnknown, WordMissing
from coaching.rendering import letter_words
from coaching.rendering.digest_words import BounceDigestWords
from coaching.rendering.mails import source
from coaching.rendering.pages import environment
from coaching.rendering.year_notice_words import NoticeWords
from coaching.settings import shipped

WORDS: Mapping[str, type] = {
    "invitation": letter_words.InvitationWords,
    "reminder": letter_words.InvitationWords,
    "reschedule": letter_words.RescheduleWords,
    "cancellation": letter_words.CancellationWords,
    "delegation-received": letter_words.DelegationWords,
    "thanks": letter_words.AboutSessionWords,
    "nomination-request": letter_words.NominationWords,
    "approval-request": letter_words.ApprovalWords,
    "report": letter_words.ReportWords,
    "nobody-needs-coaching": NoticeWords,
    "cannot-judge": NoticeWords,
    "bounce-digest": BounceDigestWords,
}
GIVEN = {"loop", "one"}  # what loops bring along


def check_letters() -> int:
    """Look at every template of every letter; return how many there are.

    Raises:
        PlaceholderUnknown: one asks for a word it does not have; the nearest one is told.
        WordMissing: one is not there, or cannot be read.
    """
    count = 0
    for letter, words in WORDS.items():
        for language in ("id", "en"):
            for name, text in _templates(letter, language):
                check_template(f"email/{letter}/{language}/{name}", text, letter, words, language)
                count += 1
    return count


def _templates(letter: str, language: str) -> Iterator[tuple[str, str]]:
    folder = shipped("templates") / "email" / letter / language
    try:
        yield "body.mjml", source(letter, language)
        for name in ("body.txt", "subject.txt"):
            yield name, (folder / name).read_text(encoding="utf-8")
    except OSError as problem:
        raise WordMissing(template=f"email/{letter}/{language}", word=str(problem)) from None


def check_template(path: str, text: str, letter: str, words: type, language: str) -> None:
    """Look at one template; see `check_letters` for what is raised."""
    known = _known(words, letter)
    try:
        tree = environment(language, escapes=True).parse(text)
    except TemplateSyntaxError as problem:
        raise WordMissing(template=path, word=f"{problem.lineno}: {problem.message}") from None
    for one in tree.find_all(nodes.Name):
        if one.ctx == "load" and one.name not in GIVEN:
            _demand(path, one.lineno, one.name, known)
    for part in tree.find_all(nodes.Getattr):
        if isinstance(part.node, nodes.Name) and known.get(part.node.name):
            inside = dict.fromkeys(known[part.node.name])
            _demand(path, part.lineno, part.attr, inside, of=f"{part.node.name}.")


def _demand(path: str, line: int, word: str, known: Mapping[str, object], *, of: str = "") -> None:
    if word in known:
        return
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    nearest = f"{of}{close[0]}" if close else None
    raise PlaceholderUnknown(file=path, key=str(line), word=f"{of}{word}", nearest=nearest)


def _known(words: type, letter: str) -> dict[str, tuple[str, ...]]:
    """Return the words of a letter; of those that hold others, which."""
    hints = get_type_hints(words)
    found = {one.name: _inside(hints[one.name]) for one in fields(words)}
    return found | {"blocks": BLOCKS.get(letter, ())}


def _inside(kind: type) -> tuple[str, ...]:
    if kind in (letter_words.Sender, letter_words.SessionWords):
        return tuple(one.name for one in fields(kind))
    return ()

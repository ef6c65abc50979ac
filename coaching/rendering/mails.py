"""Mails: MJML compiled once, filled per person, with a text twin of its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import mrml
from jinja2 import Template, UndefinedError

from coaching.errors import WordMissing
from coaching.rendering.blocks import Own, blocks
from coaching.rendering.pages import environment, render
from coaching.settings import shipped

PART = re.compile(r"[ ]*<!-- part ([a-z-]+) -->\n?")
BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Rendered:
    """One mail's words: its subject, and the same content as text and as HTML."""

    subject: str
    text: str
    html: str


def mail(
    letter: str, language: str, words: Mapping[str, object], own: Own | None = None
) -> Rendered:
    """Return the words of one mail.

    Args:
        letter: a folder of `templates/email/`.
        language: "id" or "en", a folder below it.
        words: fields of a class of `letter_words`, as a mapping.
        own: texts of officers, in the place of ours: by part of the letter.

    Raises:
        WordMissing: the template is not there or asks for a word nobody gave.
    """
    folder = f"email/{letter}/{language}"
    words = {**words, "blocks": blocks(letter, language, words, own or {})}
    subject = render(f"{folder}/subject.txt", language, words)
    text = render(f"{folder}/body.txt", language, words)
    try:
        html = _compiled(letter, language).render(words)
    except UndefinedError as problem:
        raise WordMissing(template=f"{folder}/body.mjml", word=str(problem)) from None
    return Rendered(" ".join(subject.split()), BLANKS.sub("\n\n", text).strip() + "\n", html)


@cache
def _compiled(letter: str, language: str) -> Template:
    """Compile the MJML of a letter; the marks of Jinja pass through it untouched."""
    html = mrml.to_html(source(letter, language))
    return environment(language, escapes=True).from_string(html.content)


def _part(name: str, language: str) -> str:
    """Return what several letters share, say whom to ask."""
    folder = shipped("templates") / "email" / "parts" / language
    return (folder / f"{name}.mjml").read_text(encoding="utf-8")


def source(letter: str, language: str) -> str:
    """Return the MJML of a letter as a whole: frame, styles, and the parts it shares."""
    folder = shipped("templates") / "email"
    frame = (folder / "frame.mjml").read_text(encoding="utf-8")
    body = (folder / letter / language / "body.mjml").read_text(encoding="utf-8")
    styles = (folder / "frame.css").read_text(encoding="utf-8")
    told = frame.replace("<!-- styles -->", styles).replace("<!-- letter -->", body)
    whole = PART.sub(lambda found: _part(found[1], language), told)
    return whole.replace("LANGUAGE", language)

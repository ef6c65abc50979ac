"""One set of words and pictures, made into a PDF and into a page that needs nothing else."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from coaching.rendering.pages import render
from coaching.rendering.typesetting import pdf
from coaching.reports.web_fonts import font_faces
from coaching.reports.words import Documents

NOT_IN_HTML = re.compile(r"<\?xml[^>]*\?>\s*")


@dataclass(frozen=True)
class Picture:
    """A chart in the words of a page.

    Args:
        file: its name, unique on the page.
        svg: what matplotlib drew.
        alt: what somebody hears who does not see it.
    """

    file: str
    svg: bytes
    alt: str


def both(template: str, words: Mapping[str, Any]) -> Documents:
    """Return the words as `template`.typ sets them and as `template`.html shows them."""
    return Documents(printed(f"{template}.typ", words), shown(f"{template}.html", words))


def printed(template: str, words: Mapping[str, Any]) -> bytes:
    """Return a PDF; the same words give the same bytes."""
    pictures = {picture.file: picture.svg for picture in _pictures(words)}
    return pdf(template, _with_file_names(words), pictures)


def shown(template: str, words: Mapping[str, Any]) -> str:
    """Return a page with its pictures and fonts inside; it loads nothing from anywhere."""
    drawn = {**_with_drawings(words), "font_faces": font_faces()}
    return render(template, words["language"], drawn)


def _pictures(words: Any) -> Iterator[Picture]:
    if isinstance(words, Picture):
        yield words
    elif isinstance(words, Mapping):
        for value in words.values():
            yield from _pictures(value)
    elif isinstance(words, list | tuple):
        for value in words:
            yield from _pictures(value)


def _with_file_names(words: Any) -> Any:
    return _replaced(words, lambda picture: {"file": picture.file, "alt": picture.alt})


def _with_drawings(words: Any) -> Any:
    return _replaced(words, lambda picture: {"svg": _inline(picture.svg), "alt": picture.alt})


def _replaced(words: Any, change: Any) -> Any:
    if isinstance(words, Picture):
        return change(words)
    if isinstance(words, Mapping):
        return {key: _replaced(value, change) for key, value in words.items()}
    if isinstance(words, list | tuple):
        return [_replaced(value, change) for value in words]
    return words


def _inline(svg: bytes) -> str:
    return NOT_IN_HTML.sub("", svg.decode())

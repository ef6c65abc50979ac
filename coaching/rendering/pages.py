"""The Jinja environment of everything people read: a missing word is an error."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, UndefinedError
from jinja2.exceptions import TemplateSyntaxError

from coaching.errors import WordMissing
from coaching.rendering import formats
from coaching.settings import shipped

WITH_LANGUAGE = ("long_date", "short_date", "clock", "number", "percent", "count_words", "listed")


@cache
def environment(language: str, *, escapes: bool) -> Environment:
    """Return the environment of one language; `escapes` for HTML.

    Its filters are the functions of `coaching.rendering.formats`.
    """
    made = Environment(
        loader=FileSystemLoader(shipped("templates")),
        undefined=StrictUndefined,
        auto_reload=False,  # else each mail asks the disk whether its templates changed
        autoescape=escapes,  # noqa: S701  # text and typst data are no HTML
        keep_trailing_newline=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name in WITH_LANGUAGE:
        made.filters[name] = partial(_in(language), getattr(formats, name))
    made.filters["unbroken"] = formats.unbroken
    made.filters["zone_name"] = formats.zone_name
    return made


def _in(language: str) -> Any:
    def told(function: Any, value: Any, *rest: Any, **more: Any) -> str:
        return str(function(value, *rest, language=language, **more))

    return told


def page(template: str, language: str = "id", **words: object) -> str:
    """Return a template filled with words; `.html` ones escape them.

    Raises:
        WordMissing: the template is not there or asks for a word nobody gave.
    """
    return render(template, language, words)


def render(template: str, language: str, words: Mapping[str, object]) -> str:
    """Return a template filled with words, given as a mapping."""
    made = environment(language, escapes=template.endswith((".html", ".mjml")))
    try:
        return made.get_template(template).render(words)
    except (UndefinedError, TemplateNotFound, TemplateSyntaxError) as problem:
        raise WordMissing(template=template, word=str(problem)) from None

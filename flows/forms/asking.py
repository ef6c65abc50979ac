"""How a form asks for one thing: its words from the catalogue, its choices from the records."""

from collections.abc import Callable
from typing import Any

from pydantic import Field

from coaching.database.ready import ready
from coaching.database.work import Db, reading
from coaching.errors import CoachingError
from coaching.rendering.words import say
from coaching.settings import settings

Choices = Callable[[Db], list[Any]]


def asked(
    name: str,
    choices: Choices | None = None,
    more: Callable[[dict[str, Any]], None] | None = None,
    **rules: Any,
) -> Any:
    """Return a field whose title and description stand in the catalogue under its name.

    Args:
        name: of the field.
        choices: reads what can be chosen; a list in the form.
        more: changes the field's schema at each registration.
        rules: pydantic's, for its value.
    """
    language = settings().language
    return Field(
        title=say(f"forms.{name}.title", language),
        description=say(f"forms.{name}.description", language),
        json_schema_extra=_listing(choices) if choices else more,
        **rules,
    )


def _listing(choices: Choices) -> Callable[[dict[str, Any]], None]:
    def add(schema: dict[str, Any]) -> None:
        if found := read_choices(choices):
            # As text: the pages would write the number of a year as "2,027".
            schema |= {"type": "string", "enum": [str(one) for one in found]}

    return add


def read_choices(choices: Choices) -> list[Any]:
    """Return what can be chosen now; nothing where the records cannot be read."""
    try:
        ready()
        with reading() as db:
            return choices(db)
    except CoachingError:
        return []  # a form without a list is better than no form

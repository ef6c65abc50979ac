"""Overrides as a person types them into a form: one line each, "code | who | why"."""

from coaching.domain.overrides import Change, Override
from coaching.errors import WrongInput


def override_lines(field: str, change: Change, text: str) -> list[Override]:
    """Return the overrides of a text; nothing typed is none.

    Raises:
        WrongInput: a line without its three parts.
    """
    found = []
    for line in filter(str.strip, text.splitlines()):
        parts = [part.strip() for part in line.split("|", 2)]
        if len(parts) < 3 or not all(parts):
            raise WrongInput(field=field, value=line.strip()[:60], why="not-an-override")
        found.append(Override(parts[0], change, parts[1], parts[2]))
    return found

"""How alembic reaches our tables and writes migrations that outlive our code."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from coaching.database.tables.foundation import UtcDateTime
from coaching.database.tables.whole import whole
from coaching.database.work import engine


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our own column type as the plain one behind it."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def _run() -> None:
    connection = context.config.attributes.get("connection")
    if connection is None:
        with engine().begin() as connection:
            _with(connection)
    else:
        _with(connection)


def _with(connection: Any) -> None:
    context.configure(
        connection=connection,
        target_metadata=whole(),
        render_as_batch=True,  # SQLite cannot alter a column, only rebuild a table
        render_item=render_item,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


_run()

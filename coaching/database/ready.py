"""Bringing a database up to date before anything reads or writes it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DatabaseError

from coaching.database.work import engine
from coaching.errors import DatabaseUnready

MIGRATIONS = Path(__file__).parent / "migrations"


def migration_config() -> Config:
    """Return what alembic needs; there is no alembic.ini to get lost."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def ready() -> None:
    """Create the tables, or bring an older database up to date; cheap when nothing is to do.

    Raises:
        DatabaseUnready: it cannot be opened, or a newer programme wrote it.
    """
    script = ScriptDirectory.from_config(migration_config())
    try:
        with engine().connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
            if current == script.get_current_head():
                return
            known = {revision.revision for revision in script.walk_revisions()}
            if current is not None and current not in known:
                raise DatabaseUnready(why=f"it was written by a newer programme ({current})")
            config = migration_config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()
    except DatabaseError as problem:
        raise DatabaseUnready(why=str(problem.orig)) from None

"""Bringing a database up to date, migration by migration."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from coaching.database.ready import MIGRATIONS
from coaching.errors import DatabaseUnready


def migration_config() -> Config:
    """Return what alembic needs; there is no alembic.ini to get lost."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def upgrade(connection: Connection) -> None:
    """Run the migrations that are missing; the caller commits.

    Raises:
        DatabaseUnready: a newer programme wrote it.
    """
    config = migration_config()
    current = MigrationContext.configure(connection).get_current_revision()
    script = ScriptDirectory.from_config(config)
    if current is not None and current not in {one.revision for one in script.walk_revisions()}:
        raise DatabaseUnready(why=f"it was written by a newer programme ({current})")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

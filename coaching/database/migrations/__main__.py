"""Write a migration from what the tables say: python -m coaching.database.migrations "add room"."""

import os
import sys
import tempfile
from pathlib import Path

from alembic import command


def main(message: str) -> int:
    """Compare the tables with a database at the newest migration, and write what is missing."""
    if not message:
        print('Say what changes: make migration name="add room to session"', file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COACHING_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'empty.db'}"
        from coaching.database.upgrading import migration_config

        command.upgrade(migration_config(), "head")
        command.revision(migration_config(), message=message, autogenerate=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))

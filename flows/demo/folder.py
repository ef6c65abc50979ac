"""The demo's own folder: emptied if the demo made it, refused if somebody else did."""

import secrets
import shutil
from pathlib import Path

from coaching.errors import FolderNotOurs

MARK = ".sinar-demo"

ENVIRONMENT = """\
# Settings of this demo; `coaching` reads them in this folder.
COACHING_DATABASE_URL=sqlite:///coaching.db
COACHING_CONFIG_DIR=config
COACHING_INBOX=inbox
COACHING_SECRET={secret}
# The demo is over and its mail catcher gone: from here on nothing leaves.
COACHING_MODE=dry-run
COACHING_MAIL__FROM_ADDRESS=bkpsdm@kotacontoh.example
COACHING_MAIL__REPLY_TO=bkpsdm@kotacontoh.example
"""


def prepared(folder: Path) -> Path:
    """Return the folder, empty but for its mark and `.env`.

    Raises:
        FolderNotOurs: it holds something, and no demo made it.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise FolderNotOurs(folder=str(folder))
    if folder.exists():
        for item in folder.iterdir():
            shutil.rmtree(item) if item.is_dir() else item.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("This folder was made by `coaching demo` and is emptied by it.\n")
    (folder / ".env").write_text(ENVIRONMENT.format(secret=secrets.token_hex(16)))
    return folder.resolve()

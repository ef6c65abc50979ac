"""What the tests of the sending mailbox share."""

from coaching.mail.catcher import Catcher
from coaching.mail.catcher_manners import Deed, Stage
from coaching.settings import MailSettings


def refuse(address: str, reply: str):
    def manner(stage: Stage, at: str) -> Deed | None:
        return Deed(reply=reply) if stage is Stage.RCPT and at == address else None

    return manner


def files(catcher: Catcher) -> list[bytes]:
    return [path.read_bytes() for path in sorted(catcher.store.folder.glob("*.eml"))]


def settings_like(**changes: object) -> MailSettings:
    return MailSettings.model_validate({"host": "127.0.0.1", "timeout_seconds": 60} | changes)

"""A real IMAP server, dovecot, run without any rights for the time of some tests."""

import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trustme

from coaching.settings import ImapSettings

PASSWORD = "rahasia"
INSTALL = "apt-get install dovecot-imapd"
CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
ssl = required
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.pem
mail_location = maildir:{folder}/mail/%u
mail_fsync = never
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {starttls_port}
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""


class Dovecot:
    """The running server; every user has a mailbox and the same password."""

    def __init__(self, folder: Path, ports: tuple[int, int], ca_file: Path, user: str) -> None:
        self.folder, self.ca_file, self.user = folder, ca_file, user
        self.port, self.starttls_port = ports

    def settings(self, user: str = "balasan", **changes: object) -> ImapSettings:
        told = {
            "host": "localhost", "port": self.port, "ca_file": self.ca_file, "user": user,
            "password": PASSWORD, "timeout_seconds": 20,
        }  # fmt: skip
        return ImapSettings.model_validate(told | changes)

    def deliver(self, raw: bytes, user: str = "balasan") -> None:
        """Put a mail into somebody's mailbox, as a mail server does."""
        maildir = self.folder / "mail" / user
        for part in ("tmp", "new", "cur"):
            (maildir / part).mkdir(parents=True, exist_ok=True)
        name = f"{time.time_ns()}.M.test"
        (maildir / "tmp" / name).write_bytes(raw)
        (maildir / "tmp" / name).rename(maildir / "new" / name)
        _given(self.folder / "mail", self.user)


@contextmanager
def dovecot() -> Iterator[Dovecot]:
    """Run a server; skip the test where it is not installed."""
    program = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.skip(f"no dovecot here: {INSTALL}")
    user = "nobody" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    with tempfile.TemporaryDirectory(prefix="dovecot") as made:
        server = _prepared(Path(made), user)
        with _running(program, server):
            yield server


def _prepared(folder: Path, user: str) -> Dovecot:
    ports = _free_port(), _free_port()
    group = grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    key = authority.issue_cert("localhost", "127.0.0.1").private_key_and_cert_chain_pem
    key.write_to_path(str(folder / "server.pem"))
    for part in ("run", "state", "mail"):
        (folder / part).mkdir()
    told = CONFIGURATION.format(
        folder=folder, user=user, group=group, password=PASSWORD,
        port=ports[0], starttls_port=ports[1],
    )  # fmt: skip
    (folder / "dovecot.conf").write_text(told)
    _given(folder, user)
    return Dovecot(folder, ports, folder / "authority.pem", user)


def _given(folder: Path, user: str) -> None:
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, user)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def _running(program: str, server: Dovecot) -> Iterator[None]:
    rights = {"user": server.user, "group": pwd.getpwnam(server.user).pw_gid, "extra_groups": []}
    process = subprocess.Popen(
        [program, "-F", "-c", str(server.folder / "dovecot.conf")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        **(rights if os.getuid() == 0 else {}),
    )  # fmt: skip
    try:
        _wait_for(server, process)
        yield
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(server: Dovecot, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", server.port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    log = server.folder / "log"
    pytest.fail(f"dovecot did not start: {log.read_text() if log.exists() else 'no log'}")

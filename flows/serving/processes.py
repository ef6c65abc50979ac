"""What runs on this machine, as /proc tells it; where there is no /proc, nothing is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Holder:
    """Who listens at a port."""

    pid: int
    name: str


def with_variable(name: str) -> dict[int, str]:
    """Return the value of an environment variable for each process that was started with it.

    Only processes of this account can be looked into; a dead one nobody has
    fetched yet has no environment any more.
    """
    found = {}
    wanted = name.encode() + b"="
    for pid, folder in _all():
        for line in _read(folder / "environ").split(b"\0"):
            if line.startswith(wanted):
                found[pid] = line[len(wanted) :].decode(errors="replace")
    return found


def commands() -> dict[int, list[str]]:
    """Return the command line of every process."""
    return {
        pid: _read(folder / "cmdline").decode(errors="replace").split("\0")
        for pid, folder in _all()
    }


def listening(port: int) -> Holder | None:
    """Return who listens at a TCP port; None where nobody does or it cannot be seen."""
    sockets = {f"socket:[{inode}]" for inode in _inodes(port)}
    if not sockets:
        return None
    for pid, folder in _all():
        if sockets & set(_open(folder / "fd")):
            return Holder(pid, _read(folder / "comm").decode(errors="replace").strip())
    return None


def _inodes(port: int) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        for line in _read(PROC / "net" / table).decode().splitlines()[1:]:
            fields = line.split()
            is_listening = fields[3] == "0A"
            if is_listening and int(fields[1].rpartition(":")[2], 16) == port:
                yield fields[9]


def _open(folder: Path) -> Iterator[str]:
    try:
        for one in folder.iterdir():
            yield str(one.readlink())
    except OSError:  # ended meanwhile, or not ours to look into
        return


def _all() -> Iterator[tuple[int, Path]]:
    if PROC.is_dir():
        for folder in PROC.iterdir():
            if folder.name.isdigit():
                yield int(folder.name), folder


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""

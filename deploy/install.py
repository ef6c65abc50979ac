"""Install Sinar into a virtual environment, from the lock; standard library only.

Usage: python3 deploy/install.py .venv

`uv` does the work in seconds where it can be had. It does not read pip's
configuration, so what that says of indexes and certificates is passed on.
Where uv cannot be had or fails, pip does the same, slower.

Everything is compiled here, once: each run of a flow is a new process, which would
otherwise compile it all again wherever it may not write (a service, a container, or
PYTHONDONTWRITEBYTECODE in the environment) and start in twice the time.
"""

import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
LOCK = "requirements.lock"
OURS = ("coaching", "flows", "tasks")


def main(folder: str) -> int:
    """Make the environment and fill it; return the exit status."""
    if sys.version_info < OLDEST:
        return _stop(f"Sinar needs Python 3.11 or newer, this is {sys.version.split()[0]}.")
    try:
        import ensurepip  # noqa: F401  # Debian packs it apart
    except ImportError:
        return _stop(
            "Python here cannot make virtual environments yet. This helps:\n\n"
            "    apt install python3-venv\n"
        )
    began = time.monotonic()
    print(f"Installing into {folder} ...", flush=True)
    python = Path(folder) / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    if not (_with_uv(python) or _with_pip(python)):
        return _stop("The installation failed; the lines above say why.", status=1)
    _run([str(python), "-m", "compileall", "-q", *OURS])
    print(f"Installed in {time.monotonic() - began:.0f} s.", flush=True)
    return 0


def _stop(why: str, status: int = 2) -> int:
    print(why, file=sys.stderr)
    return status


def _with_uv(python: Path) -> bool:
    has_uv = _run([str(python), "-m", "pip", "install", "--quiet", "uv"], quiet=True)
    if not has_uv:
        return False
    uv = [str(python.with_name("uv")), "pip"]
    given = _pip_settings(python)
    indexes = _uv_options(given)
    environment = dict(os.environ)
    if given.get("cert"):
        environment.setdefault("SSL_CERT_FILE", given["cert"])
    into = ["--quiet", "--python", str(python)]
    return _run(
        [*uv, "install", *into, *indexes, "--compile-bytecode", "--require-hashes", "-r", LOCK],
        environment,
    ) and _run(
        [*uv, "install", *into, "--offline", "--no-deps", "--no-build-isolation", "-e", "."],
        environment,
    )


def _with_pip(python: Path) -> bool:
    print("Going on with pip, which takes a little longer ...", flush=True)
    pip = [str(python), "-m", "pip", "install", "--quiet"]
    return _run([*pip, "--require-hashes", "-r", LOCK]) and _run(
        [*pip, "--no-deps", "--no-build-isolation", "-e", "."]
    )


def _run(
    command: list[str], environment: dict[str, str] | None = None, quiet: bool = False
) -> bool:
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, env=environment, stderr=output).returncode == 0


def _pip_settings(python: Path) -> dict[str, str]:
    """Return what pip was told, by configuration file or environment: the later one wins."""
    listing = subprocess.run(
        [str(python), "-m", "pip", "config", "list"], capture_output=True, text=True
    ).stdout
    found = {}
    for line in listing.splitlines():
        name, _, value = line.partition("=")
        found[name.rpartition(".")[2]] = value.strip("'\"")
    return found


def _uv_options(given: dict[str, str]) -> list[str]:
    options = []
    if "index-url" in given:
        options += ["--default-index", given["index-url"]]
    for extra in shlex.split(given.get("extra-index-url", "")):
        options += ["--index", extra]
    for place in shlex.split(given.get("find-links", "")):
        options += ["--find-links", place]
    # As pip does: the hashes of the lock decide which file is right, not the order of indexes.
    return [*options, "--index-strategy", "unsafe-best-match"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

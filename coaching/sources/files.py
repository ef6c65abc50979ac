"""The files of a source, in a folder or at any address that fsspec can open."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape, has_magic
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

import fsspec

from coaching.errors import AccessRefused, SourceAway, SourceMissing
from coaching.programme import Source
from coaching.settings import settings
from coaching.sources.broken import MOST_BYTES, BrokenFile, told_of
from coaching.sources.given import Given, given_by


def files_given(source: Source, folder: Path, session: str | None) -> Iterator[Given]:
    """Open the files of a source one after the other, by name.

    Raises:
        SourceMissing: there is none.
        SourceUnreadable: see `given_by`; or a folder stands where a file should.
        SourceAway, AccessRefused: an address does not answer, or not to us.
    """
    pattern = (source.path or "").replace("{session}", escape(session or ""))
    if "://" in pattern:
        yield from _addressed(source, pattern)
        return
    for file in files_in(source, folder, pattern):
        with told_of(source.name, file.name), file.open("rb") as stream:
            before = file.stat()
            yield given_by(file.name, stream, source)
            after = file.stat()
            if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
                raise BrokenFile(why="still-written")


def files_in(source: Source, folder: Path, pattern: str) -> list[Path]:
    """Return the files of a folder that a pattern means, by name.

    Raises:
        SourceMissing: there is none.
        SourceUnreadable: a folder stands where a file should.
    """
    written = Path(pattern)
    start, inside = (
        (Path(written.anchor), pattern[len(written.anchor) :])
        if written.is_absolute()
        else (folder, pattern)
    )
    found = sorted(start.glob(inside))
    if found and not has_magic(pattern) and found[0].is_dir():
        with told_of(source.name, found[0].name):
            raise BrokenFile(why="a-folder")
    files = [file for file in found if _is_ours(file)]
    if not files:
        raise SourceMissing(source=source.name, path=pattern)
    return files


def _is_ours(file: Path) -> bool:
    """Say whether it is a file, and not the lock an open Excel leaves beside it."""
    return file.is_file() and not file.name.startswith(("~$", "."))


def _addressed(source: Source, address: str) -> Iterator[Given]:
    """Fetch files into memory: none of an export's other columns reaches our disk."""
    with _reaching(source, address):
        system, path = fsspec.core.url_to_fs(address, **settings().access(source.name).options)
        found = [str(one) for one in system.glob(path)] if has_magic(path) else [path]
        files = [one for one in sorted(found) if system.isfile(one)]
    if not files:
        raise SourceMissing(source=source.name, path=address)
    for file in files:
        name = PurePosixPath(file).name
        with told_of(source.name, name):
            with _reaching(source, address):
                content = _fetched(system, file)
            yield given_by(name, content, source)


def _fetched(system: Any, file: str) -> BinaryIO:
    with system.open(file, "rb") as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BrokenFile(why="too-large")
    return io.BytesIO(content)


@contextmanager
def _reaching(source: Source, address: str) -> Iterator[None]:
    """Turn what a library of addresses raises into a problem of ours.

    What it says is left out: it may hold a key.
    """
    place = address.partition("://")[0] + "://"
    try:
        yield
    except (BrokenFile, FileNotFoundError, IsADirectoryError) as here:
        if isinstance(here, BrokenFile):
            raise
        raise SourceMissing(source=source.name, path=address) from None
    except PermissionError:
        setting = f"COACHING_SOURCES__{source.name.replace('-', '_').upper()}__OPTIONS"
        raise AccessRefused(source=source.name, setting=setting) from None
    except ImportError:
        raise SourceAway(source=source.name, place=place, why="needs-a-library") from None
    except Exception as problem:  # each library of addresses has exceptions of its own
        kind = type(problem).__name__
        raise SourceAway(source=source.name, place=place, why=kind) from None

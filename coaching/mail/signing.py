"""The signed way: drafts go out to be signed, and only the signed files go to people."""

import hashlib
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coaching.database import audit, invitations, signatures
from coaching.database.work import reading, work
from coaching.errors import LetterUnreadable, WrongInput
from coaching.mail import signed_files
from coaching.rendering.files import save

SIGNED = "signed"  # the folder of signed files, below that of the drafts


@dataclass(frozen=True)
class Signatures:
    """How the letters of a session stand."""

    signed: int
    awaiting: tuple[str, ...]  # agencies whose letter is still to be signed


def standing(year: int, session: str) -> Signatures:
    """Return how many letters are signed, and whose are not."""
    with reading() as db:
        known = invitations.letters(db, year, session)
        signed = signatures.signed(db, year, session)
    awaiting = tuple(sorted(agency for agency in known if agency not in signed))
    return Signatures(len(known) - len(awaiting), awaiting)


def export(year: int, session: str, letters: Path, into: Path) -> int:
    """Copy the drafts that are still to be signed into a folder; return how many."""
    with reading() as db:
        known = invitations.letters(db, year, session)
    awaiting = standing(year, session).awaiting
    into.mkdir(parents=True, exist_ok=True)
    for agency in awaiting:
        name = known[agency].file_name
        shutil.copyfile(letters / name, into / name)
    return len(awaiting)


def take_in(
    year: int, session: str, folder: Path, letters: Path, *, entered_by: str, as_of: date
) -> int:
    """Take in the signed PDFs of a session, named like their drafts; return how many are new.

    All of them are looked at before the first is taken in.

    Raises:
        WrongInput: no such folder, or nobody says who enters it.
        LetterUnreadable, LetterOfAnother, LetterAltered, LetterUnsigned.
    """
    if not entered_by.strip():
        raise WrongInput(field="entered-by", value=None, why="empty")
    if not folder.is_dir():
        raise WrongInput(field="folder", value=folder.name, why="no-such-folder")
    with reading() as db:
        known = invitations.letters(db, year, session)
    drafts = {agency: (letters / one.file_name).read_bytes() for agency, one in known.items()}
    agencies = {one.file_name: agency for agency, one in known.items()}
    found: dict[str, bytes] = {}
    for file in sorted(folder.glob("*.pdf")):
        if file.name not in agencies:
            raise LetterUnreadable(file=file.name)
        content = signed_files.read(file)
        signed_files.check(file.name, content, agencies[file.name], drafts)
        found[agencies[file.name]] = content
    return sum(
        _kept(year, session, agency, known[agency].file_name, content, letters, entered_by, as_of)
        for agency, content in found.items()
    )


def _kept(
    year: int, session: str, agency: str, name: str, content: bytes, letters: Path,
    entered_by: str, as_of: date,
) -> bool:  # fmt: skip
    sha256 = hashlib.sha256(content).hexdigest()
    save(letters / SIGNED / name, content)
    with work() as db:
        is_new = signatures.record(
            db, year, session, agency, sha256, entered_by=entered_by, as_of=as_of
        )
        if is_new:
            audit.note(
                db, "letter-signed", as_of=as_of, year=year, actor=entered_by,
                session=session, agency=agency, sha256=sha256,
            )  # fmt: skip
    return is_new


def signed_content(letters: Path, name: str, sha256: str) -> bytes:
    """Return a signed letter as it was taken in.

    Raises:
        LetterUnreadable: the file is gone, or is another one by now.
    """
    file = letters / SIGNED / name
    content = file.read_bytes() if file.is_file() else b""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise LetterUnreadable(file=name)
    return content

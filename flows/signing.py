"""Official letters on their way to be signed, and back."""

from datetime import date
from pathlib import Path

from coaching.domain.progress import Report, RunState
from coaching.mail import numbering, signing
from coaching.settings import settings
from flows.operating import operation, programme_in_force, today
from tasks.letters import write_letters
from tasks.posting import forget_preview


@operation("export-letters", run_name="{year}-export-letters")
def export_letters(year: int, session: str, into: str, as_of: date | None = None) -> Report:
    """Salin draf surat sebuah sesi ke folder, untuk ditandatangani.

    Args:
        year: the year in which coaching happens.
        session: its code.
        into: the folder.
        as_of: the day that new letters are dated on; empty: today.
    """
    programme = programme_in_force()
    write_letters(year, session, programme, as_of or today(programme))
    count = signing.export(year, session, settings().letters, Path(into))
    facts = {"year": year, "session": session, "count": count}
    return Report(RunState.DONE, "letters-exported", facts)


@operation("import-letters", run_name="{year}-import-letters")
def import_letters(
    year: int, session: str, folder: str, entered_by: str, as_of: date | None = None
) -> Report:
    """Terima surat bertanda tangan; hanya berkas itu yang dikirim.

    Args:
        year: the year in which coaching happens.
        session: its code.
        folder: where the signed PDFs lie, named like their drafts.
        entered_by: who enters them.
        as_of: act as on that day; empty: today.
    """
    day = as_of or today(programme_in_force())
    count = signing.take_in(
        year, session, Path(folder), settings().letters, entered_by=entered_by, as_of=day
    )
    if count:
        forget_preview(year, session)
    awaiting = list(signing.standing(year, session).awaiting)
    facts = {"year": year, "session": session, "count": count, "awaiting": awaiting}
    words = "letters-signed" if awaiting else "letters-all-signed"
    return Report(RunState.DONE, words, facts)


@operation("import-numbers", run_name="{year}-import-numbers")
def import_numbers(
    year: int, session: str, file: str, entered_by: str, as_of: date | None = None
) -> Report:
    """Terima nomor dan tanggal surat yang diberikan register lain, misalnya SRIKANDI.

    Args:
        year: the year in which coaching happens.
        session: its code.
        file: a CSV with the columns perangkat_daerah, nomor, tanggal and, if wanted, hari.
        entered_by: who enters them.
        as_of: act as on that day; empty: today.
    """
    day = as_of or today(programme_in_force())
    count = numbering.take_in(year, session, Path(file), entered_by=entered_by, as_of=day)
    awaiting = numbering.awaiting(year, session)
    facts = {"year": year, "session": session, "count": count, "awaiting": awaiting}
    return Report(RunState.DONE, "numbers-taken" if awaiting else "numbers-all-taken", facts)

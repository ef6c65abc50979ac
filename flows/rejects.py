"""Rows that were rejected, corrected by a person and taken back."""

from datetime import date
from pathlib import Path

from coaching.domain.progress import Report, RunState
from flows.attendance import thank_for
from flows.operating import operation, programme_in_force, today
from tasks.artifacts import show_attendance
from tasks.rejects import take_back_rejects


@operation("import-rejects", run_name="import-rejects")
def import_rejects(file: Path, entered_by: str, as_of: date | None = None) -> Report:
    """Terima kembali baris yang sudah diperbaiki pada berkas penolakan.

    Args:
        file: the file of rejects, corrected in its column of values.
        entered_by: who hands it in.
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    corrected = take_back_rejects(file, programme, day, entered_by)
    if corrected.year is not None and corrected.session is not None:
        # Whoever came after all is thanked like everybody else.
        thank_for(corrected.year, [corrected.session], programme, day)
        show_attendance(corrected.year)
    tally = corrected.tally
    facts = {
        "source": tally.source, "read": tally.read,
        "accepted": tally.accepted, "rejected": tally.rejected,
    }  # fmt: skip
    words = "rejects-taken-before" if tally.is_unchanged else "rejects-taken"
    return Report(RunState.DONE, words, facts)

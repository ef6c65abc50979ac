"""Taking back a file of rejects that a person corrected."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from coaching.database import audit, pulls
from coaching.database.work import work
from coaching.programme import Programme, Source
from coaching.settings import settings
from coaching.sources import Known, write_rejects
from coaching.sources.broken import BrokenFile, told_of
from coaching.sources.corrections import Lines, TakenBack, read_lines, take_back
from coaching.sources.known import NOBODY
from tasks.indicators import SAVE, Tally, latest
from tasks.retries import STEADY
from tasks.sheets import agency_book
from tasks.standing import AGENCIES, STANDING, take_back_standing
from tasks.steps import task


@dataclass(frozen=True)
class Corrected:
    """What came of a file of rejects.

    Args:
        tally: of the rows it is about.
        year, session: of the attendance sheet it corrects; empty where it corrects another list.
    """

    tally: Tally
    year: int | None = None
    session: str | None = None


@task(task_run_name="import-rejects", **STEADY)
def take_back_rejects(file: Path, programme: Programme, as_of: date, entered_by: str) -> Corrected:
    """Take what was corrected in a file of rejects; what is still wrong goes to a new file.

    Corrected values of indicators and people are saved as they are. What everything else
    is understood by (agencies, employee rows, sheets) is read anew at each pull: corrections
    of it stand from now on, for as long as the row is there as it was.

    Taken once, however often it is handed in.

    Raises:
        RejectsUnedited: nothing was changed in it, and nothing is.
        SourceUnreadable: it is no file of rejects, or one of rows that are there no more.
    """
    lines = read_lines(file)
    source = _source(programme, lines)
    # Agencies may be what is wrong: then there is no list of them to read the others by.
    is_list = source.holds in AGENCIES
    names = NOBODY if is_list else agency_book(programme, as_of.year).lookup
    if source.holds in STANDING:
        return Corrected(*take_back_standing(source, programme, names, lines, as_of, entered_by))
    known = Known.of(programme, as_of.year, names, latest(as_of))
    taken = take_back(source, settings().working_folder, known, lines)
    write_rejects(taken.reading, settings().rejects, kept=taken.kept)
    return Corrected(_saved(source, taken, as_of, entered_by))


def _source(programme: Programme, lines: Lines) -> Source:
    able = (*SAVE, *STANDING)
    found = [one for one in programme.sources if one.name == lines.source and one.holds in able]
    with told_of(lines.source, lines.file):
        if not found:
            raise BrokenFile(why="correct-at-source")
    return found[0]


def _saved(source: Source, taken: TakenBack, as_of: date, entered_by: str) -> Tally:
    reading, rejected = taken.reading, taken.read - taken.accepted
    tally = Tally(source.name, taken.read, taken.accepted, rejected, is_unchanged=True)
    with work() as db:
        if pulls.is_unchanged(db, source.name, reading.sha256, is_correction=True):
            return tally
        pull = pulls.record(
            db, source.name, reading.sha256, as_of, accepted=taken.accepted, rejected=rejected,
            files=[asdict(one) for one in reading.files], is_correction=True,
        )  # fmt: skip
        changed = SAVE[source.holds](db, reading, pull)
        audit.note(
            db, "rejects-taken-back", as_of=as_of, actor=entered_by, source=source.name,
            read=taken.read, accepted=taken.accepted, rejected=rejected, changed=changed,
        )  # fmt: skip
    return Tally(source.name, taken.read, taken.accepted, rejected, False, changed)

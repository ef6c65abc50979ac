"""Take in forms on which heads of agencies named people, or write a blank one."""

import argparse
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from coaching.database import agencies
from coaching.database.nominations import take_in
from coaching.database.ready import ready
from coaching.database.work import reading, work
from coaching.errors import AgencyUnknown, WrongInput
from coaching.mail.nominating import blank_form
from coaching.programme import Programme, read_programme
from coaching.programme.mistakes import nearest
from coaching.rendering.files import save
from coaching.rendering.words import say
from coaching.settings import settings
from coaching.sources.nominations import FOLDER, place_of, read_nominations


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", nargs="*", help=f"forms that came back; names below {FOLDER}")
    parser.add_argument("--entered-by", help="who enters them")
    parser.add_argument("--blank", metavar="AGENCY", help="write a form for this agency instead")
    parser.add_argument("--year", type=int, help="of the blank form")


def run(given: argparse.Namespace) -> int:
    """Take in each form, or write one, and say so."""
    ready()
    programme = read_programme(settings().config)
    if given.blank is not None:
        return _write(given, programme)
    if not given.file or not given.entered_by:
        missing = "FILE" if not given.file else "--entered-by"
        raise WrongInput(field=missing, value=None, why="missing")
    today = datetime.now(ZoneInfo(programme.city.time_zone)).date()
    for name in given.file:
        form = read_nominations(place_of(name, settings().working_folder))
        with work() as db:
            taken = take_in(
                db, form.year, form.agency, form.nips, file=form.file, sha256=form.sha256,
                places=programme.nominated_places, entered_by=given.entered_by, as_of=today,
            )  # fmt: skip
        facts = {name: getattr(taken, name) for name in TOLD}
        print(say("states.nominations-taken", settings().language, **facts))
    return 0


TOLD = ("year", "agency", "named", "added", "removed")


def _write(given: argparse.Namespace, programme: Programme) -> int:
    if given.year is None:
        raise WrongInput(field="--year", value=None, why="missing")
    with reading() as db:
        names = agencies.titles(db, given.year)
    if given.blank not in names:
        raise AgencyUnknown(agency=given.blank, nearest=nearest(given.blank, list(names)))
    file = Path(FOLDER) / f"{given.year}-{given.blank}.xlsx"
    name = names[given.blank]
    form = blank_form(programme, given.year, given.blank, name, settings().language)
    save(settings().output_dir / file, form.content)
    facts = {"agency": given.blank, "year": given.year, "file": str(file)}
    print(say("states.nomination-form-written", settings().language, **facts))
    return 0

"""A form with named people that came back from the head of an agency."""

from coaching.database.nominations import take_in
from coaching.database.work import work
from coaching.domain.progress import Report, RunState
from coaching.settings import settings
from coaching.sources.nominations import place_of, read_nominations
from flows.forms.answers import form_operation
from flows.forms.indicator_fields import NominationForm
from flows.operating import programme_in_force, today


@form_operation("take-nominations")
async def nominations_form(form: NominationForm) -> Report:
    """Masukkan formulir usulan peserta yang diisi kepala perangkat daerah."""
    programme = programme_in_force()
    returned = read_nominations(place_of(form.form_file, settings().working_folder))
    with work() as db:
        taken = take_in(
            db, returned.year, returned.agency, returned.nips, file=returned.file,
            sha256=returned.sha256, places=programme.nominated_places,
            entered_by=form.entered_by, as_of=today(programme),
        )  # fmt: skip
    facts = {
        "year": taken.year, "agency": taken.agency, "named": taken.named,
        "added": taken.added, "removed": taken.removed,
    }  # fmt: skip
    return Report(RunState.DONE, "nominations-taken", facts)

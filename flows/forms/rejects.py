"""Files of rejects that a person corrected where they lie."""

from coaching.domain.progress import Report
from coaching.errors import WrongInput
from coaching.settings import settings
from flows.forms.answers import form_operation
from flows.forms.fields import CorrectedRejects
from flows.operating import perform
from flows.rejects import import_rejects


@form_operation("take-back-rejects")
async def import_rejects_form(form: CorrectedRejects) -> Report:
    """Terima kembali baris yang sudah diperbaiki pada berkas penolakan."""
    folder = settings().rejects
    # A name, not a way out of the folder.
    if form.rejects_file not in {one.name for one in folder.glob("*.*")}:
        raise WrongInput(field="rejects_file", value=form.rejects_file, why="no-such-file")
    return await perform(import_rejects, folder / form.rejects_file, form.entered_by)

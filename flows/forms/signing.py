"""Signed letters, handed in by a person."""

from coaching.domain.progress import Report
from flows.forms.answers import form_operation
from flows.forms.fields import SignedLetters
from flows.operating import perform
from flows.signing import import_letters


@form_operation("import-letters")
async def import_letters_form(form: SignedLetters) -> Report:
    """Terima surat yang sudah ditandatangani; hanya berkas itu yang dikirim."""
    return await perform(import_letters, form.year, form.session, form.folder, form.entered_by)

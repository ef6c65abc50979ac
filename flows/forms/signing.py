"""Signed letters, and numbers of letters, handed in by a person."""

from coaching.domain.progress import Report
from flows.forms.answers import form_operation
from flows.forms.fields import LetterNumbers, SignedLetters
from flows.operating import perform
from flows.signing import import_letters, import_numbers


@form_operation("import-letters")
async def import_letters_form(form: SignedLetters) -> Report:
    """Terima surat yang sudah ditandatangani; hanya berkas itu yang dikirim."""
    return await perform(import_letters, form.year, form.session, form.folder, form.entered_by)


@form_operation("import-numbers")
async def import_numbers_form(form: LetterNumbers) -> Report:
    """Terima nomor dan tanggal surat dari register lain, misalnya SRIKANDI."""
    return await perform(import_numbers, form.year, form.session, form.file, form.entered_by)

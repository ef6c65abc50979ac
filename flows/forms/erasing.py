"""A person asks to be erased, or has to be."""

from coaching.domain.progress import Report
from flows.erasing import erase_person
from flows.forms.answers import form_operation
from flows.forms.fields import Erasure


@form_operation("erase-person")
async def erase_person_form(form: Erasure) -> Report:
    """Hapus data seseorang; hitungan yang sudah ada tetap."""
    # Asked by the key and not by NIP: Prefect keeps what is typed into forms.
    return erase_person(form.person, form.reason, form.entered_by)

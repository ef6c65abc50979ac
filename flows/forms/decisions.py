"""Approvals, entered by a person."""

from collections.abc import Sequence

from coaching.database.decisions import approve
from coaching.database.work import work
from coaching.domain.cycle import Subject
from coaching.domain.overrides import Change, Override
from coaching.domain.progress import Report, RunState
from coaching.sources.override_lines import override_lines
from flows.forms.answers import form_operation
from flows.forms.fields import Approval, InvitationsApproval, SelectionApproval
from flows.operating import programme_in_force, today


@form_operation("approve-selection")
async def approve_selection_form(form: SelectionApproval) -> Report:
    """Catat persetujuan atas daftar perangkat daerah."""
    overrides = [
        *override_lines("additions", Change.ADDED, form.additions),
        *override_lines("removals", Change.REMOVED, form.removals),
    ]
    return _approved(Subject.SELECTION, form, overrides)


@form_operation("approve-invitations")
async def approve_invitations_form(form: InvitationsApproval) -> Report:
    """Catat persetujuan atas daftar undangan."""
    return _approved(Subject.INVITATIONS, form)


def _approved(subject: Subject, form: Approval, overrides: Sequence[Override] = ()) -> Report:
    with work() as db:
        is_new = approve(
            db, subject, form.year,
            fingerprint=form.fingerprint, recipients=form.recipients,
            decided_by=form.decided_by, note_number=form.note_number,
            note_date=form.note_date, entered_by=form.entered_by,
            as_of=today(programme_in_force()), overrides=overrides,
            mode=getattr(form, "mode", "") or None,
        )  # fmt: skip
    facts = {
        "subject": subject.value,
        "year": form.year,
        "recipients": form.recipients,
        "fingerprint": form.fingerprint[:12],
    }
    return Report(RunState.DONE, "approved" if is_new else "approved-before", facts)

"""What becomes of an indicator: a person decides, after the yearly review."""

from coaching.database.relevance import decide
from coaching.database.work import work
from coaching.domain.progress import Report, RunState
from coaching.domain.relevance_rules import Fate
from coaching.errors import WrongInput
from coaching.rendering.words import say
from coaching.settings import settings
from flows.forms.answers import form_operation
from flows.forms.fields import OpenYear
from flows.forms.indicator_fields import IndicatorFate
from flows.operating import perform, programme_in_force, today
from flows.relevance import relevance_review


@form_operation("review-relevance")
async def relevance_form(form: OpenYear) -> Report:
    """Tinjau kegunaan indikator: enam pemeriksaan mengusulkan, tidak ada yang dihapus."""
    return await perform(relevance_review, form.year)


@form_operation("decide-indicator")
async def decide_indicator_form(form: IndicatorFate) -> Report:
    """Putuskan apakah sebuah indikator tetap, ditinjau, diubah, atau dipensiunkan."""
    fate = _fate(form.decision)
    with work() as db:
        is_new = decide(
            db, form.year, form.indicator, decision=fate, reason=form.fate_reason,
            decided_by=form.decided_by, entered_by=form.entered_by,
            as_of=today(programme_in_force()),
        )  # fmt: skip
    facts = {"year": form.year, "indicator": form.indicator, "fate": fate.value}
    return Report(
        RunState.DONE, "indicator-decided" if is_new else "indicator-decided-before", facts
    )


def _fate(told: str) -> Fate:
    """Return the decision meant: as the form offers it, or its word in the records."""
    for fate in Fate:
        if told in (fate.value, say(f"terms.fate.{fate.value}", settings().language)):
            return fate
    raise WrongInput(field="decision", value=told, why="no-such-fate")

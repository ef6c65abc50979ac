"""What could mislead an evaluation, asked of a person."""

from coaching.database.plans import answer
from coaching.database.work import work
from coaching.domain.evaluation_rules import Threat, ThreatAnswer
from coaching.domain.progress import Report, RunState
from coaching.rendering.words import say
from coaching.settings import settings
from flows.forms.answers import form_operation
from flows.forms.fields import Threatened
from flows.operating import programme_in_force, today


@form_operation("answer-threat")
async def threat_form(form: Threatened) -> Report:
    """Catat hal yang dapat menyesatkan penilaian: aturan skor, perpindahan, program lain."""
    threat = Threat(form.threat)
    with work() as db:
        is_new = answer(
            db, form.year, threat, ThreatAnswer(form.present, form.detail),
            form.entered_by, today(programme_in_force()),
        )  # fmt: skip
    named = say(f"report.grounds.threat.{threat}", settings().language)
    words = "threat-answered" if is_new else "threat-answered-before"
    return Report(RunState.DONE, words, {"year": form.year, "threat": named})

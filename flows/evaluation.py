"""Stage 5: say with a number and an interval whether coaching helped, or that nobody can tell."""

from datetime import date

from coaching.database.evaluation import Why
from coaching.domain.cycle import YearOutcome
from coaching.domain.evaluation import evaluate
from coaching.domain.evaluation_rules import Threat
from coaching.domain.progress import Report, RunState
from flows.operating import operation, programme_in_force, today
from tasks.artifacts import show_verdict
from tasks.correspondence import bring_report, post_letters
from tasks.cycle import finish_year, has_ended, open_year
from tasks.evaluation import evidence
from tasks.feedback import take_feedback
from tasks.grounds import gather, plan_in_force, threat_answers
from tasks.publishing import publish


@operation("compile-evaluation", run_name="{year}-compile-evaluation")
def compile_evaluation(
    year: int, as_of: date | None = None, reason: str = "", entered_by: str = ""
) -> Report:
    """Susun evaluasi tahun pembinaan, setelah indikator penilainya masuk.

    Args:
        year: the year in which coaching happened.
        as_of: act as on that day; empty: today.
        reason: why a year that was evaluated is evaluated once more; the report says it.
        entered_by: who says so.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    open_year(year, programme, day, corrects=True)
    in_force = plan_in_force(year, programme)
    plan = in_force.plan
    if min(day, today(programme)) < plan.evaluate_on and not programme.city.is_invented:
        # No peeking: whoever looks early and stops at a good moment finds what is not there;
        # to act as on a later day is to look early. A made-up city lives its year in an afternoon.
        return Report(
            RunState.NOTHING_TO_DO, "waits-for-planned-day", {"year": year, "on": plan.evaluate_on}
        )
    ground = evidence(year, programme, plan)
    needed = programme.evaluation.minimum_outcome_share
    if ground.share < needed:
        so_far = {"year": year, "arrived": ground.arrived, "expected": ground.expected}
        return Report(RunState.WAITING_FOR_DATA, "waiting-for-indicators", so_far)
    if reason or not has_ended(year):
        take_feedback(year, None, programme, day)
    asked = threat_answers(year)
    changed = asked.get(Threat.RULE_SET)
    found = evaluate(
        ground.rows, programme.indicator(plan.outcome), plan.rules,
        rule_set_changed=changed is not None and changed.present,
    )  # fmt: skip
    grounds = gather(year, found, ground, in_force, asked, programme)
    why = Why(reason, entered_by) if reason else None
    published, is_new = publish(year, found, ground, grounds, programme, day, why)
    facts = {
        "year": year,
        "version": published.version,
        "coached": published.coached,
        "others": published.others,
    }
    if has_ended(year) and not is_new:
        return Report(RunState.NOTHING_TO_DO, "evaluation-same", facts)
    bring_report(year, published.version, programme)
    post_letters(year, programme, day)
    finish_year(year, YearOutcome.EVALUATED, day)
    report = Report(RunState.DONE, f"evaluated-{published.verdict.value}", facts)
    show_verdict(year, report, grounds, programme)
    return report

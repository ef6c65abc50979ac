"""Stage 5: say with a number and an interval whether coaching helped, or that nobody can tell."""

from datetime import date

from coaching.domain.cycle import YearOutcome
from coaching.domain.evaluation import evaluate
from coaching.domain.progress import Report, RunState
from flows.operating import operation, programme_in_force, today
from tasks.artifacts import show_verdict
from tasks.correspondence import bring_report, post_letters
from tasks.cycle import finish_year, open_year
from tasks.evaluation import evidence, publish


@operation("compile-evaluation", run_name="{year}-compile-evaluation")
def compile_evaluation(year: int, as_of: date | None = None) -> Report:
    """Susun evaluasi tahun pembinaan, setelah indikator penilainya masuk.

    Args:
        year: the year in which coaching happened.
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    open_year(year, programme, day)
    ground = evidence(year, programme)
    needed = programme.evaluation.minimum_outcome_share
    if ground.share < needed:
        so_far = {"year": year, "arrived": ground.arrived, "expected": ground.expected}
        return Report(RunState.WAITING_FOR_DATA, "waiting-for-indicators", so_far)
    found = evaluate(ground.rows, programme.outcome_indicator, programme.evaluation_rules())
    version = publish(year, found, ground, programme, day)
    bring_report(year, version, programme)
    post_letters(year, programme, day)
    finish_year(year, YearOutcome.EVALUATED, day)
    facts = {
        "year": year,
        "version": version,
        "coached": found.coached,
        "others": found.others,
    }
    report = Report(RunState.DONE, f"evaluated-{found.verdict.value}", facts)
    show_verdict(year, report, programme)
    return report

"""What stands behind a verdict: the frozen plan, threats, several rounds, other indicators."""

from collections.abc import Mapping
from datetime import date

from coaching.database import agencies, plans
from coaching.database.levels import levels_on_record
from coaching.database.past_rounds import PastRound, past_rounds
from coaching.database.work import reading, work
from coaching.domain.evaluation import Evaluation, evaluate
from coaching.domain.evaluation_rules import Threat, ThreatAnswer
from coaching.domain.grounds import Grounds, exploratory
from coaching.domain.kirkpatrick import Response
from coaching.domain.plan import PlanInForce
from coaching.domain.rounds import bears_an_average, several_rounds
from coaching.domain.threats import threats
from coaching.programme import Programme
from tasks.evaluation import Evidence
from tasks.retries import STEADY
from tasks.steps import task


@task(task_run_name="freeze-plan-{year}", **STEADY)
def freeze_plan(year: int, programme: Programme, as_of: date) -> bool:
    """Freeze what a year will be judged by; False where it is frozen, or mails are leaving."""
    with work() as db:
        return plans.freeze(db, year, programme.plan_of(year).as_document(), as_of)


@task(task_run_name="read-plan-{year}", **STEADY)
def plan_in_force(year: int, programme: Programme) -> PlanInForce:
    """Return the frozen plan of a year; without one, what `config/` says now."""
    with reading() as db:
        return plans.in_force(db, year, programme.plan_of(year))


@task(task_run_name="read-threats-{year}", **STEADY)
def threat_answers(year: int) -> dict[Threat, ThreatAnswer]:
    """Return what people said of the threats that no record tells of."""
    with reading() as db:
        return plans.answers(db, year)


@task(task_run_name="gather-grounds-{year}", **STEADY)
def gather(
    year: int,
    found: Evaluation,
    ground: Evidence,
    in_force: PlanInForce,
    answers: Mapping[Threat, ThreatAnswer],
    programme: Programme,
) -> Grounds:
    """Return all that stands behind a verdict."""
    plan = in_force.plan
    indicator = programme.indicator(plan.outcome)
    with reading() as db:
        renamed = agencies.changed_between(db, year - 1, plan.judged_year(year))
        past = past_rounds(db, year, plan)
        levels = levels_on_record(
            db, year, found, int(ground.rows["coached"].sum()),
            Response(ground.arrived, ground.expected), programme.evaluation.smallest_group,
        )  # fmt: skip
    own = PastRound(ground.rows, bears_an_average(found.verdict, plan))
    judged = {**past, year: own}
    return Grounds(
        plan=in_force,
        threats=threats(
            ground.rows, found, answers,
            renamed=renamed, higher_is_better=indicator.higher_is_better,
            best_possible=plan.best_possible, attendance_points=plan.attendance_points,
        ),
        rounds=several_rounds(
            {one: told.rows for one, told in judged.items()},
            higher_is_better=indicator.higher_is_better,
            refused=[one for one, told in judged.items() if not told.bears_an_average],
        ),
        exploratory=exploratory([
            (code, evaluate(rows, programme.indicator(code), plan.rules))
            for code, rows in ground.others.items()
        ]),
        levels=levels,
    )  # fmt: skip

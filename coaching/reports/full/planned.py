"""What was planned before the first invitation, and what nobody planned."""

from coaching.reports.full.words import FullWords
from coaching.reports.sectioned import Section, said, section
from coaching.reports.sentences import short_sha
from coaching.reports.wording import Wording


def plan_section(speech: Wording, words: FullWords) -> Section:
    """Return the plan in force, and what `config/` says otherwise by now."""
    in_force = words.grounds.plan
    plan = in_force.plan
    period = speech.say(f"grounds.period.{plan.outcome_period}")
    rows = [
        ("outcome", f"{words.brief.indicator}, {period}"),
        ("margin", speech.plain_amount(plan.margin)),
        ("planned_day", speech.day(plan.evaluate_on)),
        ("refused", _refused(speech, words)),
        ("frozen", _frozen(speech, words)),
    ]
    if in_force.changed:
        names = ", ".join(speech.say(f"grounds.plan_key.{key}") for key in in_force.changed)
        rows.append(("changed", speech.say("grounds.changed", names=names)))
    named = [(speech.say(f"grounds.plan_row.{name}"), said(told)) for name, told in rows]
    return section(speech.say("grounds.plan"), named)


def _refused(speech: Wording, words: FullWords) -> str:
    plan = words.grounds.plan.plan
    return speech.say(
        "grounds.refused", coached=speech.count(plan.minimum_coached),
        others=speech.count(plan.minimum_others),
        lost=speech.number(100 * plan.maximum_lost_share, 0),
    )  # fmt: skip


def _frozen(speech: Wording, words: FullWords) -> str:
    in_force = words.grounds.plan
    if in_force.frozen_on is None:
        return speech.say("grounds.not_frozen")
    day, sha = speech.day(in_force.frozen_on), short_sha(in_force.sha256)
    return speech.say("grounds.frozen", date=day, sha=sha)


def exploratory_section(speech: Wording, words: FullWords) -> list[Section]:
    """Return what other indicators did; none where there are no others."""
    rows = []
    for one in words.grounds.exploratory:
        title, unit = words.titles[one.indicator]
        own = Wording(words.brief.language, unit, speech.digits, differs=True)
        told = speech.say("grounds.no_estimate")
        if one.estimate is not None and one.low is not None and one.high is not None:
            told = own.say(
                "grounds.estimate", estimate=own.signed_amount(one.estimate),
                low=own.signed(one.low), high=own.signed(one.high),
            )  # fmt: skip
        rows.append((title, said(told)))
    if not rows:
        return []
    note = speech.say("grounds.exploratory_note")
    return [section(speech.say("grounds.exploratory"), rows, note)]

"""How the number was computed, and what came out of it, by each way of counting."""

from coaching.domain.estimating import lot_tells
from coaching.domain.evaluation import Evaluation
from coaching.domain.grounds import Grounds
from coaching.reports.full.words import FullWords
from coaching.reports.sectioned import Section, said, section
from coaching.reports.sentences import ESTIMATED
from coaching.reports.wording import Wording


def methods_section(speech: Wording, words: FullWords) -> Section:
    """Return the main way of counting and the second opinions."""
    found = words.evaluation
    rows = [(speech.say(f"grounds.method.{found.method}"), said(_main(speech, found)))]
    if found.second_opinion is not None and found.estimate is not None:
        second = speech.signed_amount(found.second_opinion)
        rows.append((speech.say("grounds.method.second"), said(second)))
    elif found.estimate is not None:
        rows.append((speech.say("grounds.method.second"), said(speech.say("grounds.no_second"))))
    if found.lot_chance is not None and found.lot_draws is not None:
        chance = speech.number(100 * found.lot_chance, 1)
        told = speech.say("grounds.lot", chance=chance, draws=speech.count(found.lot_draws))
        few = "" if lot_tells(found.lot_draws) else speech.say("grounds.lot_few")
        rows.append((speech.say("grounds.method.lot"), said(f"{told}{few}")))
    rows.append((speech.say("grounds.method.rounds"), said(_rounds(speech, words.grounds))))
    if found.detectable is not None:
        size = speech.say("grounds.detectable", size=speech.amount(found.detectable))
        rows.append((speech.say("grounds.method.detectable"), said(size)))
    return section(speech.say("grounds.methods"), rows, _who(speech, found))


def _main(speech: Wording, found: Evaluation) -> str:
    if found.estimate is None or found.low is None or found.high is None:
        return speech.say(f"grounds.no_number.{found.verdict}", **_counts(speech, found))
    if found.verdict not in ESTIMATED:
        return speech.say(f"grounds.no_number.{found.reason or found.verdict}")
    return speech.say(
        "grounds.estimate", estimate=speech.signed_amount(found.estimate),
        low=speech.signed(found.low), high=speech.signed(found.high),
    )  # fmt: skip


def _counts(speech: Wording, found: Evaluation) -> dict[str, str]:
    return {"coached": speech.count(found.coached), "others": speech.count(found.others)}


def _who(speech: Wording, found: Evaluation) -> str:
    told = [speech.say("grounds.who", **_counts(speech, found))]
    for left_out in ("unranked", "resting"):
        if count := getattr(found, left_out):
            told.append(speech.say(f"grounds.{left_out}", count=speech.count(count)))
    for column in found.dropped_columns:
        told.append(speech.say(f"grounds.dropped.{column}"))
    return " ".join(told)


def _rounds(speech: Wording, grounds: Grounds) -> str:
    several = grounds.rounds
    if several is None:
        return speech.say("grounds.one_round")
    told = speech.say(
        "grounds.rounds", years=", ".join(map(str, several.years)),
        estimate=speech.signed_amount(several.estimate), low=speech.signed(several.low),
        high=speech.signed(several.high), detectable=speech.amount(several.detectable),
    )  # fmt: skip
    if not several.left_out:
        return told
    years = ", ".join(map(str, several.left_out))
    return f"{told}. {speech.say('grounds.rounds_left_out', years=years)}"

"""What speaks against the number, threat by threat."""

from coaching.domain.evaluation_rules import Threat
from coaching.domain.threats import ThreatFound
from coaching.reports.full.words import FullWords
from coaching.reports.sectioned import Section, section
from coaching.reports.sentences import Run
from coaching.reports.wording import Wording


def threats_section(speech: Wording, words: FullWords) -> Section:
    """Return every threat with where it stands; none is left out."""
    rows = [
        (speech.say(f"grounds.threat.{one.threat}"), _threat(speech, one))
        for one in words.grounds.threats
    ]
    return section(speech.say("grounds.threats"), rows, speech.say("grounds.threats_note"))


def _threat(speech: Wording, one: ThreatFound) -> list[Run]:
    standing: Run = ("strong", speech.say(f"grounds.standing.{one.standing}"))
    key = f"grounds.told.{one.threat}.{one.standing}"
    told = speech.say("grounds.not_answered") if one.asked else ""
    if one.facts:
        told = one.facts["detail"] if one.asked else speech.say(key, **_shown(speech, one))
    elif not one.asked:
        told = speech.say(key)
    return [standing, ("plain", f" {told}".rstrip())]


def _shown(speech: Wording, one: ThreatFound) -> dict[str, str]:
    """Return the facts of a threat as they are printed."""
    if one.threat is Threat.POINTS:
        return {key: speech.amount(value) for key, value in one.facts.items()}
    if one.threat is Threat.CEILING:
        return {
            "share": speech.number(100 * one.facts["share"], 0),
            "near": speech.plain_amount(one.facts["near"]),
            "best": speech.plain(one.facts["best"]),
        }
    return {key: speech.count(value) for key, value in one.facts.items()}

"""The four levels of what came of a coaching, each with how many answered, in words."""

from coaching.domain.evaluation_rules import Verdict
from coaching.domain.kirkpatrick import Behaviour, FourLevels, Learning, Reaction, Response, Results
from coaching.reports.sectioned import Section, said, section
from coaching.reports.sentences import ESTIMATED
from coaching.reports.wording import Wording


def levels_section(speech: Wording, levels: FourLevels | None) -> list[Section]:
    """Return the section of the four levels; none where nobody put them together.

    Args:
        speech: with the unit of the outcome.
    """
    if levels is None:
        return []
    few = levels.smallest
    told = {
        "reaction": _reaction(speech, levels.reaction, few),
        "learning": _learning(speech, levels.learning, few),
        "behaviour": _behaviour(speech, levels.behaviour),
        "results": _results(speech, levels.results),
    }
    rows = [(speech.say(f"levels.{name}"), said(words)) for name, words in told.items()]
    note = speech.say("levels.note", smallest=few)
    return [section(speech.say("levels.title"), rows, note)]


def _reaction(speech: Wording, found: Reaction | None, few: int) -> str:
    if found is None:
        return speech.say("levels.no_data.reaction")
    told = [_response(speech, "people", found.response)]
    if found.satisfied is None or found.median is None:
        return " ".join([*told, speech.say("levels.too_few", smallest=few)])
    told.append(_of(speech, "satisfied", found.satisfied, found.response.answered, found.response))
    told.append(speech.say("levels.median", median=speech.plain(found.median)))
    if found.useful is not None and found.useful_of is not None:
        told.append(_of(speech, "useful", found.useful, found.useful_of, found.response))
    told += [] if found.response.is_enough else [speech.say("levels.few_answered")]
    if len(found.sessions) > 1:
        told.append(speech.say("levels.by_session", sessions=_sessions(speech, found)))
    return " ".join(told)


def _of(speech: Wording, key: str, count: int, of: int, response: Response) -> str:
    """Return a count of answers; its share only where enough people answered."""
    facts = {"count": speech.count(count), "of": speech.count(of)}
    if not response.is_enough:
        return speech.say(f"levels.{key}", **facts)
    return speech.say(f"levels.{key}_share", share=speech.number(100 * count / of, 0), **facts)


def _sessions(speech: Wording, found: Reaction) -> str:
    return "; ".join(
        speech.say("levels.session_hidden", session=one.session)
        if one.answered is None or one.satisfied is None
        else speech.say(
            "levels.session", session=one.session,
            count=speech.count(one.satisfied), of=speech.count(one.answered),
        )
        for one in found.sessions
    )  # fmt: skip


def _learning(speech: Wording, found: Learning | None, few: int) -> str:
    if found is None:
        return speech.say("levels.no_data.learning")
    told = [_response(speech, "tests", found.response)]
    if found.gain is None:
        return " ".join([*told, speech.say("levels.too_few", smallest=few)])
    gain = found.gain
    facts = {"before": speech.number(gain.before), "after": speech.number(gain.after)}
    told.append(speech.say("levels.gain", gain=speech.signed(gain.gain), **facts))
    if gain.low is not None and gain.high is not None:
        told.append(
            speech.say("levels.between", low=speech.signed(gain.low), high=speech.signed(gain.high))
        )
    if gain.size is not None:
        told.append(speech.say("levels.size", size=speech.number(gain.size, 2)))
    if found.at_top is not None and found.at_top >= few:
        told.append(speech.say("levels.at_top", count=speech.count(found.at_top)))
    return " ".join(told)


def _behaviour(speech: Wording, found: Behaviour | None) -> str:
    if found is None:
        return speech.say("levels.no_data.behaviour")
    low, high = (speech.number(100 * share, 0) for share in found.done_share)
    told = [
        _response(speech, "agencies", found.response),
        speech.say("levels.done", done=speech.count(found.done), made=speech.count(found.made)),
    ]
    if unknown := found.made - found.told:
        told.append(speech.say("levels.unknown", count=speech.count(unknown), low=low, high=high))
    key = "checked" if found.checked else "unchecked"
    checked = {"checked": speech.count(found.checked), "confirmed": speech.count(found.confirmed)}
    return " ".join([*told, speech.say(f"levels.{key}", **checked)])


def _results(speech: Wording, found: Results) -> str:
    told = _response(speech, "outcomes", found.response)
    judged = Verdict(found.verdict) in ESTIMATED
    if not judged or found.estimate is None or found.low is None or found.high is None:
        return f"{told} {speech.say('levels.no_number')}"
    estimate = speech.say(
        "levels.estimate", estimate=speech.signed_amount(found.estimate),
        low=speech.signed(found.low), high=speech.signed(found.high),
    )  # fmt: skip
    return f"{told} {estimate}"


def _response(speech: Wording, who: str, response: Response) -> str:
    return speech.say(
        f"levels.answered.{who}", answered=speech.count(response.answered),
        asked=speech.count(response.asked), share=speech.number(100 * response.share, 0),
    )  # fmt: skip

"""What a verdict says: headline, first paragraph, and the three panels below."""

from collections.abc import Iterable, Iterator
from math import inf
from typing import Any

from coaching.domain.evaluation import Evaluation
from coaching.domain.evaluation_rules import Reason, Standing, Threat, Verdict
from coaching.reports.wording import Wording
from coaching.reports.words import BriefWords

# A run is (style, words); the styles are plain, strong and struck.
Run = tuple[str, str]

# Threats that the brief names where nobody ruled them out, by the key of their sentence.
THREATS = {
    Threat.PROGRAMMES: "programmes",
    Threat.SPILL_OVER: "movers",
    Threat.POINTS: "certificates",
}

ESTIMATED = (Verdict.RAISED, Verdict.LOWERED, Verdict.NOT_DISTINGUISHABLE, Verdict.NEGLIGIBLE)


def plain(runs: Iterable[Run]) -> str:
    """Return the words of runs without their styles."""
    return "".join(words for _, words in runs)


def decimals(found: Evaluation) -> int:
    """Return how many decimals keep both ends of an interval visibly where they are.

    On their side of zero; and where all of it lies within the margin, within it.
    """
    ends = [end for end in (found.low, found.high) if end is not None]
    bound = found.margin if found.verdict is Verdict.NEGLIGIBLE else inf
    told = (all(0 < abs(round(end, digits)) < bound for end in ends) for digits in (1, 2, 3))
    return next((digits for digits, enough in enumerate(told, start=1) if enough), 4)


def direction(brief: BriefWords) -> str:
    """Return the ending of the keys that name a direction."""
    return "" if brief.higher_is_better else "_less_is_better"


def facts(words: Wording, brief: BriefWords) -> dict[str, str]:
    """Return everything a sentence about the verdict can name, as it is printed.

    In headlines "higher" and "lower" carry the sign, so `estimate` has none there.
    """
    found = brief.evaluation
    directed = found.verdict in (Verdict.RAISED, Verdict.LOWERED)
    estimate = found.estimate
    shown = {
        "indicator": brief.indicator,
        "agencies": words.count(found.coached + found.others),
        "coached": words.count(found.coached),
        "Coached": words.opening_count(found.coached),
        "chosen": words.count(found.coached + found.lost_coached),
        "others": words.count(found.others),
        "lost": words.count(found.lost_coached),
        "margin": words.plain_amount(found.margin),
        "minimum_coached": words.count(found.minimum_coached),
        "minimum_others": words.count(found.minimum_others),
    }
    if estimate is not None and found.low is not None and found.high is not None:
        shown["estimate"] = words.amount(abs(estimate) if directed else estimate)
        shown["low"], shown["high"] = words.number(found.low), words.number(found.high)
    if estimate is not None and found.second_opinion is not None:
        shown["first"] = words.signed_amount(estimate)
        shown["second"] = words.signed_amount(found.second_opinion)
    if found.detectable is not None:
        shown["detectable"] = words.amount(found.detectable)
    return shown


def headline(words: Wording, brief: BriefWords) -> str:
    """Return the verdict as one sentence."""
    found = brief.evaluation
    key = "headline"
    if found.verdict in (Verdict.RAISED, Verdict.LOWERED):
        key += direction(brief)
    if found.verdict is Verdict.COUNTS_ONLY:
        key += _shortage(found)
    return words.say(f"brief.{found.verdict}.{key}", **facts(words, brief))


def _shortage(found: Evaluation) -> str:
    """Return the ending of the headline that names what there is too little of."""
    if found.coached >= found.minimum_coached:
        return "_few_others"
    return "_few_left" if found.lost_coached else ""


def lead(words: Wording, brief: BriefWords) -> list[Run]:
    """Return the paragraph below the headline."""
    found, shown = brief.evaluation, facts(words, brief)
    calm: Run = ("strong", words.say("brief.does_not_mean"))
    also = _also(words, brief)
    if found.verdict is Verdict.NOT_DISTINGUISHABLE:
        place = f"brief.{found.verdict}"
        return [
            ("plain", words.say(f"{place}.lead_before") + " "),
            ("strong", shown["estimate"]),
            ("plain", " " + words.say(f"{place}.lead_after", **shown) + " "),
            calm,
            *also,
        ]
    key = _lead_key(found)
    paragraph = words.say(f"brief.{found.verdict}.{key}", **shown)
    if found.verdict is Verdict.COUNTS_ONLY:
        return [("plain", paragraph + " "), calm]
    return [("plain", paragraph), *also]


def _also(words: Wording, brief: BriefWords) -> list[Run]:
    """Say which way is better where that is not plain, and that nobody planned before."""
    told: list[Run] = []
    if not brief.higher_is_better and brief.evaluation.verdict in ESTIMATED:
        told.append(("plain", " " + words.say("brief.sign_less_is_better")))
    if brief.grounds is not None and brief.grounds.plan.is_exploratory:
        told.append(("strong", " " + words.say("brief.exploratory_lead")))
    return told


def _lead_key(found: Evaluation) -> str:
    """Return the key of the paragraph that says why there is no number."""
    if found.verdict is Verdict.DEPENDS_ON_METHOD:
        return "lead_lot" if found.reason == Reason.LOT else "lead"
    if found.verdict is Verdict.DATA_NOT_SUFFICIENT and found.reason != Reason.COACHED_LOST:
        known = (Reason.RULE_SET_CHANGED, Reason.POINTS_UNKNOWN, Reason.LIST_NOT_FOLLOWED)
        return f"lead_{found.reason}" if found.reason in known else "lead_general"
    return "lead"


def before_after(words: Wording, brief: BriefWords) -> list[Run]:
    """Return the sentence that says what the before-after difference is not.

    Empty where there is no such difference, or where so few were coached that
    it is not to be shown at all.
    """
    found = brief.evaluation
    if found.before_after is None or found.verdict is Verdict.COUNTS_ONLY:
        return []
    value = words.amount(found.before_after)
    opening: list[Run] = [
        ("plain", words.say("brief.before_after_before") + " "),
        ("struck", value),
        ("plain", " "),
        ("strong", words.say("brief.before_after_not")),
    ]
    if found.expected_rise is None or found.verdict not in ESTIMATED:
        return [*opening, ("plain", " " + words.say("brief.before_after_only"))]
    inside = 0 <= found.expected_rise <= found.before_after
    key = f"before_after_after{direction(brief)}" if inside else "before_after_otherwise"
    printed = words.amount if inside else words.signed_amount
    rest = words.say(f"brief.{key}", expected=printed(found.expected_rise))
    if found.points_removed:
        points = words.amount(found.points_removed)
        rest += " " + words.say("brief.before_after_points", points=points)
    return [*opening, ("plain", f" {rest}")]


def panels(words: Wording, brief: BriefWords) -> list[dict[str, Any]]:
    """Return the three panels: what could be seen, what is not known, what comes next."""
    place = f"brief.{brief.evaluation.verdict}"
    shown = facts(words, brief)
    decide = words.say(f"{place}.decide")
    step: list[Run] = [("strong", f"{decide} ")] if decide else []
    step.append(("plain", words.say(f"{place}.next", **shown)))
    unknown = " ".join(_unknown(words, brief))
    return [
        {"title": words.say("brief.see"), "words": [("plain", _seen(words, brief))]},
        {"title": words.say("brief.unknown"), "words": [("plain", unknown)]},
        {"title": words.say("brief.next"), "words": step},
    ]


def _seen(words: Wording, brief: BriefWords) -> str:
    verdict, shown = brief.evaluation.verdict, facts(words, brief)
    if verdict is Verdict.COUNTS_ONLY:
        return words.say("brief.panel.see_counts", **shown)
    if "detectable" in shown:
        return _seen_with_rounds(words, brief, shown)
    return words.say("brief.panel.see_none")


def _seen_with_rounds(words: Wording, brief: BriefWords, shown: dict[str, str]) -> str:
    several = brief.grounds.rounds if brief.grounds else None
    if several is None:
        return words.say("brief.panel.see_detectable", **shown)
    return words.say(
        "brief.panel.see_rounds", detectable=shown["detectable"],
        rounds=words.count(len(several.years)), pooled=words.signed_amount(several.estimate),
        low=words.signed(several.low), high=words.signed(several.high),
        pooled_detectable=words.amount(several.detectable),
    )  # fmt: skip


def _unknown(words: Wording, brief: BriefWords) -> Iterator[str]:
    """Say only what the data tell, and what they never can."""
    found = brief.evaluation
    if found.lost_coached and found.verdict is not Verdict.COUNTS_ONLY:
        yield words.say("brief.panel.lost_coached", lost=words.count(found.lost_coached))
    if found.lost_others and found.verdict is not Verdict.COUNTS_ONLY:
        yield words.say("brief.panel.lost_others", lost=words.count(found.lost_others))
    unanswered = sum(row.unanswered for row in brief.attendance)
    if unanswered:
        yield words.say("brief.panel.unanswered", people=words.count(unanswered))
    if found.verdict is Verdict.COUNTS_ONLY:
        yield words.say("brief.panel.behaviour")
        return
    clear = _clear(brief)
    for threat, key in THREATS.items():
        if threat not in clear:
            yield words.say(f"brief.panel.{key}")


def _clear(brief: BriefWords) -> set[Threat]:
    """Return the threats that need no mention: looked for and not found, or taken off."""
    told = brief.grounds.threats if brief.grounds else ()
    clear = {one.threat for one in told if one.standing is Standing.CLEAR}
    taken_off = {one.threat for one in told if one.threat is Threat.POINTS and one.facts}
    return clear | taken_off


def short_sha(sha256: str) -> str:
    """Return a fingerprint as one recognises it: its first and last four signs."""
    return f"{sha256[:4]}…{sha256[-4:]}"

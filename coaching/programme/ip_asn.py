"""The sections of `ip_asn.toml`: what the regulation of the IP ASN leaves to be decided."""

from typing import Annotated, Literal

from pydantic import Field

from coaching.domain.ip_asn_rules import Holes, IpAsnRules, NoRow, Windows
from coaching.programme.section import Section, Text, Year

IPASN_2019, PUBLISHED = "ipasn-2019", "published"
Years = Annotated[int, Field(ge=1)] | Literal["any"]
Points = Annotated[float, Field(ge=0, le=30)]
Group = Literal["pns", "pppk"]
DEFAULTS = IpAsnRules()


class RuleSet(Section):
    """From which year on by which rule set the index is had."""

    from_year: Year
    by: Literal["ipasn-2019", "published"]


class Window(Section):
    """For how many years a training counts, the measured year included."""

    leadership: Years = "any"
    functional: Years = "any"
    technical: Years = "any"
    workshop: Years = 2

    def windows(self) -> Windows:
        """Return it as the rules know it."""
        return Windows(**{
            name: None if years == "any" else years for name, years in self.model_dump().items()
        })  # fmt: skip


class WindowsByPost(Section):
    """A window for each kind of post."""

    structural: Window = Window()
    functional: Window = Window()
    executor: Window = Window(technical=1)


class Predicates(Section):
    """Points of the five predicates of e-Kinerja."""

    very_good: Points = Field(30, alias="very-good")
    good: Points = 25
    needs_improvement: Points = Field(15, alias="needs-improvement")
    poor: Points = 5
    very_poor: Points = Field(1, alias="very-poor")


class IpAsn(Section):
    """The whole of `ip_asn.toml`; without the file, everything is as it is shipped."""

    rule_set: tuple[RuleSet, ...] = (
        RuleSet(from_year=2019, by=IPASN_2019), RuleSet(from_year=2023, by=PUBLISHED),
    )  # fmt: skip
    subjects: Annotated[tuple[Group, ...], Field(min_length=1)] = ("pns",)
    holes: Holes = DEFAULTS.holes
    technical_hours: Annotated[float, Field(gt=0)] = DEFAULTS.technical_hours
    as_long_in_days: Annotated[float, Field(gt=0)] = DEFAULTS.as_long_in_days
    as_long_in_months: Annotated[float, Field(gt=0)] = DEFAULTS.as_long_in_months
    performance_lag: Annotated[int, Field(ge=0, le=2)] = DEFAULTS.performance_lag
    discipline_years: Annotated[int, Field(ge=1)] = DEFAULTS.discipline_years
    no_training_row: NoRow = DEFAULTS.no_training_row
    no_discipline_row: NoRow = DEFAULTS.no_discipline_row
    coaching_titles: tuple[Text, ...] = ()  # a training called so was the coaching itself
    windows: WindowsByPost = WindowsByPost()
    predicates: Predicates = Predicates()
    education: dict[str, Literal["s3", "s2", "s1", "d3", "slta", "sltp"]] = Field(
        default_factory=dict
    )
    training: dict[str, Literal["leadership", "functional", "technical", "workshop"]] = Field(
        default_factory=dict
    )

    def by(self, year: int) -> str | None:
        """Return the rule set of a measured year; None before the first."""
        past = [one for one in self.rule_set if one.from_year <= year]
        return max(past, key=lambda one: one.from_year).by if past else None

    def rules(self) -> IpAsnRules:
        """Return what is decided as the rules know it."""
        posts = ("structural", "functional", "executor")
        return IpAsnRules(
            subjects=self.subjects,
            holes=self.holes,
            technical_hours=self.technical_hours,
            as_long_in_days=self.as_long_in_days,
            as_long_in_months=self.as_long_in_months,
            windows={post: getattr(self.windows, post).windows() for post in posts},
            performance_lag=self.performance_lag,
            predicates=self.predicates.model_dump(by_alias=True),
            discipline_years=self.discipline_years,
            no_training_row=self.no_training_row,
            no_discipline_row=self.no_discipline_row,
        )

    def words(self, of: Literal["education", "training"]) -> dict[str, str]:
        """Return the city's own words for levels of education or kinds of training."""
        told: dict[str, str] = getattr(self, of)
        return {" ".join(word.casefold().split()): ours for word, ours in told.items()}

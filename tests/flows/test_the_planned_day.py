"""No verdict before the planned day, whatever day somebody says it is."""

from datetime import UTC, date, datetime

from town import Town

from coaching.domain.progress import RunState


def a_real_city(town: Town) -> None:
    """Let the city be one whose verdicts count."""
    config = town.folder / "config" / "programme.toml"
    told = config.read_text("utf-8")
    assert "is_invented = true" in told
    config.write_text(told.replace("is_invented = true", "is_invented = false"), "utf-8")


def test_no_verdict_is_compiled_before_the_planned_day_not_even_as_of_a_later_one(town: Town):
    from flows.evaluation import compile_evaluation

    a_real_city(town)
    year = datetime.now(UTC).year  # its planned day lies in the year after
    for as_of in (None, date(year, 12, 1), date(year + 1, 1, 20), date(year + 2, 1, 1)):
        report = town.run(compile_evaluation, year, as_of=as_of)
        assert (report.state, report.words) == (RunState.NOTHING_TO_DO, "waits-for-planned-day")
        assert report.facts["on"] == date(year + 1, 1, 20)
    assert town.query("SELECT count(*) FROM evaluation") == [(0,)]

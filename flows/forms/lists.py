"""Lists drawn and looked at again by an operator."""

from coaching.database import lots
from coaching.database.work import work
from coaching.domain.progress import Report, RunState
from coaching.reports.recomputing import replayed, weighed_otherwise
from coaching.reports.tracing import traced_report
from coaching.sources.pairs import pairs
from flows.forms.answers import form_operation
from flows.forms.list_fields import LotSeed, Replay, Traced, WhatIf
from flows.operating import programme_in_force, today


@form_operation("publish-seed")
async def publish_seed_form(form: LotSeed) -> Report:
    """Umumkan angka undian tahun ini, sebelum datanya ditarik."""
    return published(form.year, form.seed, form.entered_by)


@form_operation("replay-list")
async def replay_form(form: Replay) -> Report:
    """Hitung ulang daftar yang dibekukan, bita demi bita."""
    return replayed(form.year, form.revision)


@form_operation("trace-report")
async def trace_form(form: Traced) -> Report:
    """Telusuri angka laporan sampai ke nilai dan tarikan datanya, dan hitung ulang semuanya."""
    return traced_report(form.year, form.version, form.figure)


@form_operation("what-if")
async def what_if_form(form: WhatIf) -> Report:
    """Lihat apa yang berubah bila bobot, target, atau kapasitas lain; tidak ada yang disimpan."""
    weights, targets = pairs("weights", form.weights), pairs("targets", form.targets)
    return weighed_otherwise(form.year, form.capacity, weights, targets)


def published(year: int, word: str, published_by: str) -> Report:
    """Publish a seed and say so; `coaching lot` does the same."""
    with work() as db:
        day = today(programme_in_force())
        is_new = lots.publish(db, year, word, published_by=published_by, as_of=day)
    words = "seed-published" if is_new else "seed-published-before"
    return Report(RunState.DONE, words, {"year": year, "word": word})

"""Draw the report pages of the documentation: `python docs/report_pictures.py`.

Needs poppler's `pdftoppm` (Debian: `apt install poppler-utils`). The city and its
scores are invented; the list and the estimate are computed by the product.
"""

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd
from pypdf import PdfReader

from coaching.city.agencies import AGENCIES
from coaching.domain.evaluation import Evaluation, evaluate
from coaching.domain.fingerprints import fingerprint, list_fingerprint
from coaching.domain.frames import records
from coaching.domain.freezing import frozen_score
from coaching.domain.selection import Selection, select
from coaching.domain.versions import changes
from coaching.programme.reading import read_programme
from coaching.rendering.reasons import reason_sentence
from coaching.reports.brief import evaluation_brief
from coaching.reports.selection import selection_page
from coaching.reports.words import (
    AgencyAttendance,
    BriefWords,
    Documents,
    ListedAgency,
    SelectionWords,
)
from coaching.settings import shipped

PICTURES = Path(__file__).parent / "pictures"
YEAR, SEED = 2025, 7
WIDE, UPPER = "910", "480"  # pixels of a page as it is drawn
NAMES = {agency.code: agency.name for agency in AGENCIES}
PROGRAMME = read_programme(shipped("config"))


def main() -> None:
    """Write the pictures of the list and of briefs."""
    values, later = invented_scores()
    found = select(
        values, list(NAMES), PROGRAMME.indicators, PROGRAMME.selection_rules(), [], {}, YEAR
    )
    score = frozen_score(
        found, year=YEAR, indicators=PROGRAMME.indicators, rules=PROGRAMME.selection_rules(),
        musts=[], code_version="docs",
    )  # fmt: skip
    sha256 = fingerprint(score)
    draw("selection", selection_page(listed(found, sha256)))
    draw("brief-estimate", brief(found, later, found.agencies, sha256).pdf)
    draw("brief-counts", brief(found, later, found.agencies[:3], sha256).pdf)
    draw_last("brief-version-2", second_version(found, later, sha256).pdf)


def invented_scores() -> tuple[pd.DataFrame, Mapping[str, float]]:
    """Return last year's values and this year's outcome; what coaching adds is 2 points."""
    dice = np.random.default_rng(SEED)
    quality = dice.standard_normal(len(NAMES))
    rows = []
    for one in PROGRAMME.indicators:
        span = one.target - one.floor
        noise = dice.standard_normal(len(NAMES))
        shares = np.clip(0.5 + 0.22 * quality + 0.12 * noise, 0.02, 0.98)
        rows += [
            {"agency": code, "indicator": one.code, "value": round(one.floor + share * span, 1)}
            for code, share in zip(NAMES, shares, strict=True)
        ]
    values = pd.DataFrame(rows)
    values = values[~(values["agency"] == list(NAMES)[-1])]
    outcome = PROGRAMME.outcome_indicator
    middle = (outcome.target + outcome.floor) / 2
    later = middle + 1 + 3.4 * quality + 1.8 * dice.standard_normal(len(NAMES))
    return values, dict(zip(NAMES, later, strict=True))


def listed(found: Selection, sha256: str) -> SelectionWords:
    """Return what the page with the list is told."""
    titles = {one.code: one for one in PROGRAMME.indicators}
    return SelectionWords(
        language="id",
        year=YEAR,
        capacity=PROGRAMME.selection.capacity,
        agencies=tuple(
            ListedAgency(
                NAMES[row["agency"]],
                None if pd.isna(row["rank"]) else int(row["rank"]),
                None if pd.isna(row["need"]) else float(row["need"]),
                row["decision"],
                reason_sentence(row["reason"], "id", titles),
            )
            for row in found.table.to_dict("records")
        ),
        proposed_on=date(YEAR, 1, 19),
        fingerprint=list_fingerprint(YEAR, found.agencies),
        score_sha256=sha256,
        is_invented=True,
    )


def brief(
    found: Selection, later: Mapping[str, float], coached: Sequence[str], sha256: str
) -> Documents:
    """Return the brief of a year in which these agencies were coached."""
    return evaluation_brief(brief_words(found, later, coached, sha256))


def brief_words(
    found: Selection, later: Mapping[str, float], coached: Sequence[str], sha256: str
) -> BriefWords:
    """Return what the brief is told."""
    outcome = PROGRAMME.outcome_indicator
    return BriefWords(
        language="id",
        year=YEAR,
        reader=PROGRAMME.appointing_authority.title,
        indicator=outcome.short_title,
        unit=outcome.unit,
        evaluation=evaluated(found, later, coached),
        agency_names=NAMES,
        attendance=invented_attendance(coached),
        compiled_on=date(YEAR + 1, 1, 20),
        frozen_on=date(YEAR, 1, 19),
        score_sha256=sha256,
        is_invented=True,
    )


def second_version(found: Selection, later: Mapping[str, float], sha256: str) -> Documents:
    """Return the brief again, once values of two coached agencies were corrected."""
    coached = found.agencies
    mended = {**later, **{code: later[code] - 3.5 for code in coached[-2:]}}
    before, after = (published(found, values, coached) for values in (later, mended))
    words = brief_words(found, mended, coached, sha256)
    reason = "Nilai triwulan IV dua perangkat daerah dikoreksi Bagian Organisasi, nota 800/31/2026."
    return evaluation_brief(
        replace(
            words, version=2, changes=changes(1, before, after), reason=reason,
            compiled_on=date(YEAR + 1, 2, 2),
        )
    )  # fmt: skip


def published(
    found: Selection, later: Mapping[str, float], coached: Sequence[str]
) -> dict[str, Any]:
    """Return the evaluation as it is written down."""
    rows = evidence(found, later, coached).astype(object)
    told = evaluated(found, later, coached).as_document()
    return {**told, "rows": records(rows.where(rows.notna(), None))}


def evaluated(found: Selection, later: Mapping[str, float], coached: Sequence[str]) -> Evaluation:
    """Return the product's own estimate for these agencies."""
    rows = evidence(found, later, coached)
    return evaluate(rows, PROGRAMME.outcome_indicator, PROGRAMME.evaluation_rules())


def evidence(found: Selection, later: Mapping[str, float], coached: Sequence[str]) -> pd.DataFrame:
    """Return what the estimate is made from, a row per agency."""
    outcome = PROGRAMME.outcome_indicator
    rows = found.table[["agency", "need"]].rename(columns={"need": "score"})
    baseline = rows["agency"].map(found.values[outcome.code])
    gained = rows["agency"].isin(list(coached)) * 2.0
    return rows.assign(
        coached=rows["agency"].isin(list(coached)),
        baseline=baseline,
        earlier=baseline.round() + 0.5,
        outcome=(rows["agency"].map(later) + gained).round(1),
    )


def invented_attendance(coached: Sequence[str]) -> tuple[AgencyAttendance, ...]:
    """Return counts of people for these agencies."""
    dice = np.random.default_rng(SEED)
    return tuple(
        AgencyAttendance(
            code, *(int(count) for count in dice.multinomial(12, [0.7, 0.1, 0.1, 0.1]))
        )
        for code in coached
    )


def draw_last(name: str, pdf: bytes) -> None:
    """Save the upper part of the last page of a PDF as a picture; below it is empty."""
    draw(name, pdf, len(PdfReader(BytesIO(pdf)).pages), ("-W", WIDE, "-H", UPPER))


def draw(name: str, pdf: bytes, page: int = 1, part: Sequence[str] = ()) -> None:
    """Save a page of a PDF as a picture."""
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "page.pdf"
        file.write_bytes(pdf)
        command = ["pdftoppm", "-r", "110", "-png", "-singlefile", "-f", str(page)]
        subprocess.run([*command, *part, file, PICTURES / name], check=True)
    print(PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()

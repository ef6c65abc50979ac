"""Our typeface inside a web page: only the letters that reports use, small enough to embed."""

from base64 import b64encode
from functools import cache
from io import BytesIO
from pathlib import Path

from coaching.reports.style import FAMILY, font_files

WEIGHTS = {"SourceSansPro-Regular.ttf": 400, "SourceSansPro-Semibold.ttf": 600}
# Latin with its accents, and the signs that reports print.
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "–—‘’“”•…←→−≥≤")]


@cache
def font_faces() -> str:
    """Return the style rules that bring the typeface with the page; repeats byte for byte."""
    faces = []
    for file in font_files():
        if file.name in WEIGHTS:
            data = b64encode(_small(file)).decode()
            faces.append(
                f"@font-face{{font-family:'{FAMILY}';font-weight:{WEIGHTS[file.name]};"
                f"src:url(data:font/woff;base64,{data}) format('woff')}}"
            )
    return "\n".join(faces)


def _small(file: Path) -> bytes:
    # Each start of a run would pay for it, and few make a page.
    from fontTools import subset  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    # Without this the moment of making would be written into the font.
    font = TTFont(file, recalcTimestamp=False)
    options = subset.Options(flavor="woff", layout_features=["kern"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    font.flavor = "woff"
    result = BytesIO()
    font.save(result)
    return result.getvalue()

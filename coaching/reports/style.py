"""How charts look: the palette, the rules for matplotlib, our fonts, and bytes that repeat."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coaching.settings import shipped

# matplotlib is imported where something is drawn: each start of a run would pay for it.
if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.ft2font import FT2Font

INK = "#12263A"
SEA = "#0B5C7A"
RAY = "#F2A900"
RAYTEXT = "#855000"
STONE = "#56636F"
MARK = "#7D8995"
HAIR = "#D3DAE0"
MIST = "#F2F5F7"
PAPER = "#FFFFFF"

SEMIBOLD = 600
PAGE_WIDTH = 174.0  # mm between the margins of A4, so that type in charts has its true size
MM_PER_INCH = 25.4
MM_PER_POINT = MM_PER_INCH / 72
FAMILY = "Source Sans Pro"
RULES: dict[Any, Any] = {
    "font.family": FAMILY,
    "font.size": 9,
    "svg.fonttype": "none",
    "svg.hashsalt": "sinar",
    "text.color": INK,
    "text.hinting": "none",
    "hatch.linewidth": 0.6,
    "savefig.transparent": True,
}
# Without a date and a program's name the same chart gives the same bytes.
NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


@dataclass(frozen=True)
class Sheet:
    """A chart in the making; coordinates are mm, from the top left corner."""

    figure: "Figure"
    axes: "Axes"
    height: float

    def line(
        self, x: tuple[float, float], y: tuple[float, float], colour: str = HAIR,
        width: float = 0.5, dashes: tuple[float, float] | None = None, layer: float = 1,
    ) -> None:  # fmt: skip
        """Draw a straight line; `width` in points, a higher `layer` lies on top."""
        style = (0, dashes) if dashes else "-"
        self.axes.plot(
            x, y, color=colour, linewidth=width, linestyle=style, zorder=layer,
            solid_capstyle="butt",
        )  # fmt: skip

    def text(
        self, x: float, y: float, words: str, size: float = 9, colour: str = INK,
        weight: int = 400, align: str = "left", layer: float = 6,
    ) -> None:  # fmt: skip
        """Write one line of text, vertically centred on `y`; `size` in points."""
        baseline = y + size * 0.33 * MM_PER_POINT
        # Never read as formulas: a name may hold dollar signs.
        self.axes.text(
            x, baseline, words, fontsize=size, color=colour, fontfamily=FAMILY, fontweight=weight,
            horizontalalignment=align, verticalalignment="baseline", parse_math=False,
            zorder=layer,
        )  # fmt: skip

    def mark(
        self, x: float, y: float, shape: str = "o", size: float = 6, fill: str = INK,
        edge: str = INK, edge_width: float = 1.2, layer: float = 5,
    ) -> None:  # fmt: skip
        """Put one mark; `size` is its diameter in points."""
        self.axes.plot(
            [x], [y], marker=shape, markersize=size, markerfacecolor=fill,
            markeredgecolor=edge, markeredgewidth=edge_width, linestyle="none", zorder=layer,
        )  # fmt: skip

    def box(self, corner: tuple[float, float], width: float, height: float, **look: Any) -> None:
        """Draw a rectangle from its upper left corner; `look` in matplotlib's words."""
        from matplotlib.patches import Rectangle

        self.axes.add_patch(Rectangle(corner, width, height, **look))

    def svg(self) -> bytes:
        """Return the finished chart; the same drawing gives the same bytes."""
        import matplotlib as mpl

        page = BytesIO()
        with mpl.rc_context(RULES):
            self.figure.savefig(page, format="svg", metadata=NO_METADATA)
        text = page.getvalue().decode()
        # The address of the document type is the only one in the file.
        return re.sub(r"<!DOCTYPE[^>]*>\s*", "", text).encode()


def sheet(height: float, width: float = PAGE_WIDTH) -> Sheet:
    """Return an empty chart of `width` by `height` mm."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    register_fonts()
    with mpl.rc_context(RULES):
        figure = Figure(figsize=(width / MM_PER_INCH, height / MM_PER_INCH))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, width), ylim=(height, 0))
        axes.set_axis_off()
    return Sheet(figure, axes, height)


def font_files() -> list[Path]:
    """Return the files of the typeface that charts and pages are set in."""
    return sorted((shipped("templates") / "fonts").glob("SourceSansPro-*.ttf"))


@cache
def register_fonts() -> None:
    """Make our fonts known to matplotlib, so that no font of the machine is taken."""
    from matplotlib.font_manager import fontManager

    for file in font_files():
        fontManager.addfont(file)


@lru_cache(maxsize=20_000)  # the same names and headings stand on the page of every agency
def text_width(words: str, size: float = 9, weight: int = 400) -> float:
    """Return how wide a line of text is, in mm."""
    from matplotlib.ft2font import LoadFlags

    font = _font(weight)
    font.set_size(size, 72)
    font.set_text(words, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 * MM_PER_POINT


@cache
def _font(weight: int) -> "FT2Font":
    from matplotlib.font_manager import FontProperties, findfont, get_font

    register_fonts()
    return get_font(findfont(FontProperties(family=FAMILY, weight=weight)))


def wrapped(words: str, width: float, size: float = 9, weight: int = 400) -> list[str]:
    """Return the lines of a text that fit into `width` mm, broken at spaces."""
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines

"""A chart as plain SVG, for pages made by the dozen: the strokes of `style.Sheet`, no library.

Every agency has four charts; a plotting library would need a tenth of a second for each.
"""

from dataclasses import dataclass, field
from html import escape

from coaching.reports.style import FAMILY, HAIR, INK, MARK, MM_PER_POINT, PAGE_WIDTH, PAPER


@dataclass
class Drawing:
    """A chart in the making; coordinates are mm, from the top left corner."""

    height: float
    width: float = PAGE_WIDTH
    parts: list[str] = field(default_factory=list)

    def line(
        self, x: tuple[float, float], y: tuple[float, float], colour: str = HAIR,
        width: float = 0.5, dashes: str = "",
    ) -> None:  # fmt: skip
        """Draw a straight line; `width` in points, `dashes` in mm."""
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(
            f'<line x1="{x[0]:.3f}" y1="{y[0]:.3f}" x2="{x[1]:.3f}" y2="{y[1]:.3f}" '
            f'stroke="{colour}" stroke-width="{width * MM_PER_POINT:.3f}"{dashed}/>'
        )

    def path(
        self, points: list[tuple[float, float]], colour: str, width: float = 1.4,
        fill: str = "none", opacity: float = 1.0, dashes: str = "",
    ) -> None:  # fmt: skip
        """Draw a line through points, or fill the shape they enclose."""
        told = " ".join(f"{x:.3f},{y:.3f}" for x, y in points)
        kind = "polyline" if fill == "none" else "polygon"
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(
            f'<{kind} points="{told}" fill="{fill}" fill-opacity="{opacity:g}" stroke="{colour}" '
            f'stroke-width="{width * MM_PER_POINT:.3f}" stroke-linejoin="round"{dashed}/>'
        )

    def box(
        self, x: float, y: float, width: float, height: float, fill: str = PAPER,
        edge: str = "none", edge_width: float = 0.6, radius: float = 0.0,
    ) -> None:  # fmt: skip
        """Draw a rectangle from its top left corner; its edge in points."""
        self.parts.append(
            f'<rect x="{x:.3f}" y="{y:.3f}" width="{max(width, 0):.3f}" height="{height:.3f}" '
            f'rx="{radius:g}" fill="{fill}" stroke="{edge}" '
            f'stroke-width="{edge_width * MM_PER_POINT:.3f}"/>'
        )

    def hatched(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a field that says that something is not known."""
        self.box(x, y, width, height, PAPER, MARK)
        pitch, at = 1.4, x - height
        while at < x + width:
            left, right = max(at, x), min(at + height, x + width)
            if right > left:
                self.line((left, right), (y + height - (left - at), y + height - (right - at)),
                          MARK, 0.5)  # fmt: skip
            at += pitch

    def mark(
        self, x: float, y: float, shape: str = "o", size: float = 6, fill: str = INK,
        edge: str = INK, edge_width: float = 1.2,
    ) -> None:  # fmt: skip
        """Put one mark, a dot or a diamond ("D"); `size` is its diameter in points."""
        half = size * MM_PER_POINT / 2
        if shape == "D":
            reach = half * 1.3
            corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
            self.path(corners, edge, edge_width, fill)
            return
        self.parts.append(
            f'<circle cx="{x:.3f}" cy="{y:.3f}" r="{half:.3f}" fill="{fill}" stroke="{edge}" '
            f'stroke-width="{edge_width * MM_PER_POINT:.3f}"/>'
        )

    def text(
        self, x: float, y: float, words: str, size: float = 9, colour: str = INK,
        weight: int = 400, align: str = "left",
    ) -> None:  # fmt: skip
        """Write one line of text, vertically centred on `y`; `size` in points."""
        anchor = {"left": "start", "center": "middle", "right": "end"}[align]
        self.parts.append(
            f'<text x="{x:.3f}" y="{y + size * 0.33 * MM_PER_POINT:.3f}" fill="{colour}" '
            f'font-family="{FAMILY}" font-size="{size * MM_PER_POINT:.3f}" '
            f'font-weight="{weight}" text-anchor="{anchor}">{escape(words)}</text>'
        )

    def svg(self) -> bytes:
        """Return the finished chart; the same strokes give the same bytes."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:g}mm" '
            f'height="{self.height:g}mm" viewBox="0 0 {self.width:g} {self.height:g}">'
        )
        return f"{head}\n{chr(10).join(self.parts)}\n</svg>\n".encode()

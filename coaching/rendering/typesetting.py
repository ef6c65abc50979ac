"""Documents as PDF, by typst: our fonts alone, and equal words give equal bytes."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from coaching.errors import TypesettingFailed
from coaching.settings import shipped

MADE_AT = 0  # the moment written into the file: none, so that bytes repeat
PIXELS_PER_INCH = 200  # sharp on paper from an office printer, and small enough to be mailed


def pdf(
    template: str, words: Mapping[str, Any], pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """Return a document typeset from a template.

    Args:
        template: below `templates/`, such as "letter/invitation.typ"; files beside
            it can be imported by name.
        words: data as JSON can hold it; they are never read as markup.
        pictures: content by file name, as the template names them.

    Raises:
        TypesettingFailed: typst refused, or had to make do, say without a font.
    """
    files = {**_beside(template), **(pictures or {})}
    files["main"] = files[Path(template).name]
    try:
        # Its stubs do not know yet that files can be given by name, in memory.
        made, warnings = typst.compile_with_warnings(  # type: ignore[call-overload]
            files,
            format="pdf",
            font_paths=[str(shipped("templates") / "fonts")],
            ignore_system_fonts=True,
            sys_inputs={"words": json.dumps(words, ensure_ascii=False, sort_keys=True)},
            timestamp=MADE_AT,
        )
    except (typst.TypstError, RuntimeError) as problem:
        raise TypesettingFailed(template=template, why=str(problem)) from None
    if warnings:
        raise TypesettingFailed(template=template, why=str(warnings[0]))
    return bytes(made)


def png(svg: bytes, width: float) -> bytes:
    """Return a chart as a bitmap, for programs that cannot show SVG in our typeface.

    Args:
        width: in mm, at which it will stand.

    Raises:
        TypesettingFailed: typst refused it.
    """
    page = f'#set page(width: auto, height: auto, margin: 0mm)\n#image("it.svg", width: {width}mm)'
    try:
        return bytes(typst.compile(  # type: ignore[call-overload]
            {"main": page.encode(), "it.svg": svg},
            format="png", ppi=PIXELS_PER_INCH,
            font_paths=[str(shipped("templates") / "fonts")], ignore_system_fonts=True,
        ))  # fmt: skip
    except (typst.TypstError, RuntimeError) as problem:
        raise TypesettingFailed(template="it.svg", why=str(problem)) from None


@cache
def _beside(template: str) -> dict[str, bytes]:
    folder = (shipped("templates") / template).parent
    if not (shipped("templates") / template).is_file():
        raise TypesettingFailed(template=template, why="there is no such template")
    return {file.name: file.read_bytes() for file in sorted(folder.glob("*.typ"))}

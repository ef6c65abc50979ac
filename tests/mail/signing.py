"""Signing as a service does it to a PDF: a mark on the page, a signature in the file."""

import io

import typst
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

MARK = "Ditandatangani secara elektronik BSrE"


def signed(draft: bytes, *, signature: bool = True, mark: bool = True, said: str = MARK) -> bytes:
    """Return a PDF as it comes back; whether a certificate is right is nobody's question here."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(draft)))
    if mark:
        stamp = PdfReader(io.BytesIO(typst.compile(_stamp(said))))
        writer.pages[0].merge_page(stamp.pages[0])
    if signature:
        _sign(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _stamp(said: str) -> bytes:
    return f'#set page(paper: "a4")\n{said}'.encode()


def _sign(writer: PdfWriter) -> None:
    value = DictionaryObject({
        NameObject("/Type"): NameObject("/Sig"),
        NameObject("/Filter"): NameObject("/Adobe.PPKLite"),
        NameObject("/SubFilter"): NameObject("/adbe.pkcs7.detached"),
        NameObject("/ByteRange"): ArrayObject([NumberObject(0)] * 4),
        NameObject("/Contents"): ByteStringObject(b"\x30\x00"),
    })  # fmt: skip
    field = DictionaryObject({
        NameObject("/FT"): NameObject("/Sig"),
        NameObject("/T"): TextStringObject("Signature1"),
        NameObject("/V"): writer._add_object(value),
    })  # fmt: skip
    fields = ArrayObject([writer._add_object(field)])
    form = DictionaryObject(
        {NameObject("/Fields"): fields, NameObject("/SigFlags"): NumberObject(3)}
    )
    writer._root_object[NameObject("/AcroForm")] = writer._add_object(form)

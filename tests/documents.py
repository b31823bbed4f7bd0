"""Files as a debtor could send them: whole ones, made by the rules of their standards."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def png(*, text: bytes = b"") -> bytes:
    """A picture of one point, with a comment where one is given."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    said = chunk(b"tEXt", b"Comment\0" + text) if text else b""
    points = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + said + points + chunk(b"IEND", b"")


def jpeg(*, comment: bytes = b"foto") -> bytes:
    """The segments of a picture: a comment, the head of a scan, drawn points with a stuffed byte, the end."""
    said = b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment
    head = b"\xff\xd8\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    return head + said + b"\xff\xda\x00\x08\x01\x01\0\0\x3f\0" + b"\x12\xff\x00\x34\xff\xd0\x56\xff\xd9"


def pdf(*, script: bool = False, carries: bool = False, password: str = "") -> bytes:
    """One empty page; with a program that starts by itself, another file in it, or a password."""
    made, out = PdfWriter(), BytesIO()
    made.add_blank_page(100, 100)
    if script:
        act = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
        made.root_object[NameObject("/OpenAction")] = DictionaryObject(act)
    if carries:
        made.add_attachment("x.exe", b"MZ")
    if password:
        made.encrypt(password)
    made.write(out)
    return out.getvalue()

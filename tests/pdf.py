"""Reads what our PDFs say, as a screen reader would: tags, title, language, text through the fonts’ own maps."""

import re
import zlib
from dataclasses import dataclass, field

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"stream\n(.*)\nendstream", re.DOTALL)
FLAT = rb"(?:\\.|[^\\()])*"
NESTED = rb"(?:\\.|[^\\()]|\(" + FLAT + rb"\))*"
LITERAL = rb"(?:\\.|[^\\()]|\(" + NESTED + rb"\))*"
"""A string may hold brackets that pair, as they are."""
SHOWN = re.compile(rb"/(f\d+) [\d.]+ Tf|\((" + LITERAL + rb")\)|<([0-9A-Fa-f]+)>|(BDC|BMC)", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass
class Document:
    """`lines` are the runs of text in reading order, a marked content each."""

    dictionaries: str
    roles: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.lines).split())


def read(pdf: bytes) -> Document:
    objects = dict(OBJECT.findall(pdf))
    plain = b"\n".join(STREAM.sub(b"", body) for body in objects.values())
    document = Document(plain.decode("latin-1"), [role.decode() for role in re.findall(rb"/StructElem/S/(\w+)", plain)])
    for body in objects.values():
        if page := re.search(rb"/Type/Page/Resources (\d+) 0 R.*/Contents (\d+) 0 R", body):
            fonts = _fonts(objects, objects[page[1]])
            document.lines += _runs(_inflated(objects[page[2]]), fonts)
    return document


def _fonts(objects: dict[bytes, bytes], resources: bytes) -> dict[bytes, dict[int, str]]:
    """Name in one page → code → text."""
    maps = {}
    names = re.search(rb"/Font<<([^>]*)>>", resources)
    for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", names[1] if names else b""):
        unicode_map = re.search(rb"/ToUnicode (\d+) 0 R", objects[number])
        pairs = re.findall(rb"<(\w{4})> <(\w+)>", _inflated(objects[unicode_map[1]])) if unicode_map else []
        maps[name] = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
    return maps


def _runs(content: bytes, fonts: dict[bytes, dict[int, str]]) -> list[str]:
    runs, font = [""], {}
    for name, literal, digits, marked in SHOWN.findall(content):
        if marked:
            runs.append("")
        elif name:
            font = fonts[name]
        else:
            codes = bytes.fromhex(digits.decode()) if digits else ESCAPE.sub(_unescaped, literal)
            runs[-1] += "".join(font.get(code, "") for code in _pairs(codes))
    return runs


def _pairs(codes: bytes) -> list[int]:
    return [int.from_bytes(codes[place : place + 2]) for place in range(0, len(codes), 2)]


def _unescaped(found: re.Match[bytes]) -> bytes:
    escaped = found[1]
    return bytes([int(escaped, 8)]) if escaped.isdigit() else LETTERS.get(escaped, escaped)


def _inflated(body: bytes) -> bytes:
    stream = STREAM.search(body)
    assert stream
    return zlib.decompress(stream[1])

"""Bytes to clean characters: which encoding it is, what was broken, what does not belong in a text.

Nothing here changes wording: curly quotes, dashes and accents stay as the report has them.
"""

import codecs
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from casus.records import Refused

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"\x1f\x8b", "a gzip file"),
    (b"PK\x03\x04", "a zip or Office file"),
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"7z\xbc\xaf", "a 7z file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"SQLite format 3", "a database"),
)
_CONTROL_BYTES = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b\x85")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([a-zA-Z0-9_:-]{2,30})", re.IGNORECASE)
_TERMINAL = re.compile(r"\x1b\[[0-9;?]{0,20}[A-Za-z]")
_HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_INVISIBLE = re.compile(r"[\x80-\x84\x86-\x9f\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]")
_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# More than 30 marks on one letter is no writing (Unicode's stream-safe format); sorting a million takes for ever.
_MARKS = re.compile(r"([^\w\s\x00-\x7f]{30})[^\w\s\x00-\x7f]{70,}")
_NOT_PLAIN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# Two neighbours outside ASCII, the first no punctuation: only there can UTF-8 have been read as something else.
_MOJIBAKE = re.compile(r"[^\x00-\x7f\u2010-\u203a][^\x00-\x7f]|Ã |\ufffd")
# What else ftfy mends: entities, C1 controls, ligatures, full-width forms, surrogates.
_FIXABLE = re.compile(
    r"[&\x80-\x9f\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3\u3000\ud800-\udfff\ufb00-\ufb06\uff01-\uffef]"
)
_BINARY = "looks like a binary file, not text; give the article as text or HTML"
_UNKNOWN = "\ufffd"
_PAGE_CODECS = ("cp", "iso8859", "koi8", "mac", "gb", "big5", "shift", "euc", "iso2022", "johab", "tis", "hz", "ptcp")
_UNDEFINED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)


def check_magic(head: bytes, name: str) -> None:
    """Raise Refused where the first bytes are those of a known kind of file that is not text."""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise Refused(name, f"is {what}, not text; give the article as text, Markdown, HTML, JSON Lines or CSV")


def decode(data: bytes, name: str, *, is_html: bool = False, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The characters of `data`, U+FFFD for what cannot be read, and notes. Raises Refused for what is not text.

    charset: what the server said of a page, which goes before what the page says of itself.
    """
    check_magic(data, name)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(data[len(bom) :].decode(encoding, errors="replace"), name), ()
    if wide := _wide_encoding(data):
        return _checked(data.decode(wide, errors="replace"), name), ()
    _check_controls(data, name)
    declared = _page_codec(charset) if charset is not None else _declared_encoding(data) if is_html else None
    if declared is not None:
        return data.decode(declared, errors="replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_broken(data, name)


def decode_line(line: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """As `decode`, for one of many lines: most are plain ASCII and take no guessing."""
    if line.isascii() and b"\0" not in line:
        return line.decode("ascii"), ()
    return decode(line, name)


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` with broken encodings mended and hidden characters taken out, and notes on both.

    Lines end in "\\n"; composed characters (NFC); no surrogates, so that it can be written as UTF-8.
    """
    if text.isascii() and "&" not in text and not _NOT_PLAIN.search(text):
        return text, ()
    notes: list[str] = []
    text = _MARKS.sub(r"\1", _drop_hidden(text, notes))
    if not text.isascii() and _MOJIBAKE.search(text):
        import ftfy

        mended = ftfy.fix_encoding(text, _config())
        if mended != text:
            notes.append("repaired characters that had been decoded wrongly")
        text = mended
    if _FIXABLE.search(text):
        import ftfy

        # It may undo entities, so that what was hidden in them shows only now.
        text = _drop_hidden(ftfy.fix_text(text, _config()), notes)
    text = _MARKS.sub(r"\1", _BREAK.sub("\n", text))
    if unknown := text.count(_UNKNOWN):
        notes.append(f"{unknown} character{'s' if unknown > 1 else ''} could not be read")
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text)), tuple(dict.fromkeys(notes))


@cache
def _config() -> "TextFixerConfig":
    from ftfy import TextFixerConfig

    # Normalising comes last, in `mend`, when runs of marks are bounded.
    return TextFixerConfig(uncurl_quotes=False, normalization=None, remove_control_chars=False)


def _drop_hidden(text: str, notes: list[str]) -> str:
    """Without control characters, terminal codes, direction overrides and tag characters."""
    cleaned, count = _HIDDEN.subn("", _TERMINAL.sub("\x1b", text) if "\x1b" in text else text)
    if count:
        notes.append(f"removed {count} control or text-direction character{'s' if count > 1 else ''}")
    return cleaned


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a byte order mark shows as a NUL in every other byte of Western text."""
    head = data[:4000]
    half = len(head) // 2
    if half < 4:
        return None
    if head[1::2].count(0) > 0.7 * half and head[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _check_controls(data: bytes, name: str) -> None:
    """Refuse what is more than a tenth control characters; a few stray NULs are taken out later."""
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    if controls > len(data) / 10:
        raise Refused(name, _BINARY)


def _checked(text: str, name: str) -> str:
    """The text, if no more than a tenth of its start is nothing that can be printed. Raises Refused otherwise."""
    start = text[:4000]
    if sum(not (char.isprintable() or char.isspace()) for char in start) > len(start) / 10:
        raise Refused(name, _BINARY)
    return text


def _declared_encoding(data: bytes) -> str | None:
    """The character set that a page declares in its first 4,000 bytes, where it is one that pages use."""
    found = _META_CHARSET.search(data[:4000])
    return _page_codec(found.group(1).decode("ascii")) if found else None


def _page_codec(label: str) -> str | None:
    """The codec of a character set, where it is one that pages use and not UTF-8, which is tried anyway."""
    if label.lower() in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"):
        label = "cp1252"  # what browsers do: pages that declare Latin-1 mean Windows Latin
    try:
        codec = codecs.lookup(label).name
    except LookupError:
        return None
    return codec if codec.startswith(_PAGE_CODECS) else None


def _decode_broken(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Not valid UTF-8: damaged UTF-8 if most of its sequences are whole, else Windows Latin."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count(_UNKNOWN)
    high = len(data.translate(None, bytes(range(0x80))))
    whole = len(text) - broken - (len(data) - high)
    if whole >= broken or broken <= 2 < len(data) / 200:
        return text, ()
    if high > 0.2 * len(data):
        raise Refused(name, "is in an encoding casus does not know, or no text; save it as UTF-8")
    # The five bytes that Windows Latin leaves undefined become control characters and go with them.
    pairs = ((chr(byte) if byte in _UNDEFINED else bytes([byte]).decode("cp1252")) for byte in range(256))
    return data.decode("latin-1").translate(dict(enumerate(pairs))), ("read as Windows Latin text (cp1252)",)

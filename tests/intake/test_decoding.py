"""Bytes to characters."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.intake.decoding import decode, mend
from casus.records import Refused

TEXT = "The café’s owner said: “We stay.”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_usual_encodings_are_read(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "x")[0] == TEXT


def test_the_encoding_that_a_page_declares_is_used() -> None:
    page = '<meta charset="windows-1251"><p>Перемирие</p>'
    assert "Перемирие" in decode(page.encode("cp1251"), "x", is_html=True)[0]


@pytest.mark.parametrize("label", ["hex", "undefined", "idna", "utf-7", "nonsense", "unicode_escape"])
def test_what_is_no_encoding_of_pages_is_passed_over(label: str) -> None:
    page = f'<meta charset="{label}"><p>{TEXT}</p>'
    assert TEXT in decode(page.encode(), "x", is_html=True)[0]


def test_a_character_cut_in_two_leaves_the_rest() -> None:
    text, _ = decode("The café fell, the mayor saï".encode()[:-1], "x")
    assert mend(text) == ("The café fell, the mayor sa\ufffd", ("1 character could not be read",))


def test_windows_text_is_noted() -> None:
    assert decode("The café’s owner".encode("cp1252"), "x")[1] == ("read as Windows Latin text (cp1252)",)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "zip"),
        (bytes(range(256)) * 10, "binary"),
        (b"\x00" * 100, "binary"),
        ("Перемирие в долине".encode("cp1251"), "encoding"),
        (b"\xff\xfe" + bytes(range(0xD8, 0xE0)) * 200, "binary"),
    ],
)
def test_what_is_not_text_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        decode(data, "x")


@pytest.mark.parametrize(
    ("broken", "mended", "note"),
    [
        ("The truce\x00 held\x07.", "The truce held.", "removed 2 control or text-direction characters"),
        ("The \u202etruce\u202c held.", "The truce held.", "removed 2 control or text-direction characters"),
        ("Held &#x202e;back.", "Held back.", "removed 1 control or text-direction character"),
        ("The cafÃ© fell.", "The café fell.", "repaired characters that had been decoded wrongly"),
        ("The \x1b[31mtruce\x1b[0m held.", "The truce held.", "removed 2 control or text-direction characters"),
    ],
)
def test_damage_is_mended_and_noted(broken: str, mended: str, note: str) -> None:
    assert mend(broken) == (mended, (note,))


@pytest.mark.parametrize(
    "text", [TEXT, "‘No’ — “yes” …", "naïve Erdoğan, Łódź", "Deir ez-Zor’s “line”", "中文 العربية"]
)
def test_sound_text_stays_as_it_is(text: str) -> None:
    assert mend(text) == (text, ())


def test_line_ends_become_one_kind() -> None:
    assert mend("a\r\nb\rc\u2028d\x0ce")[0] == "a\nb\nc\nd\ne"


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data, "x")
    except Refused as refused:
        assert str(refused).startswith("x: ")
    else:
        mend(text)[0].encode("utf-8")


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_mended_text_can_be_written_and_is_stable(text: str) -> None:
    once, notes = mend(text)
    once.encode("utf-8")
    json.dumps(notes).encode()
    assert not any(char in once for char in "\x00\x1b\u202e\r")


@pytest.mark.parametrize(
    "unit", ["a\u0301\u0316", "\u0301\u0316", "Ãƒâ€šÃ‚Â", "&amp;", "&#", "\x1b[", "\u202e", "\ud800", "é", "ＡＢ"]
)
def test_hostile_characters_take_no_time(unit: str) -> None:
    start = time.perf_counter()
    mend(unit * (200_000 // len(unit)))
    assert time.perf_counter() - start < 5

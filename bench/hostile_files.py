"""Files that a careless reader of news would choke on, made from a seed.

Every kind makes bytes from a random generator and a scale (1 = full size; the test suite takes less for the large
ones). Kinds of rows (JSON Lines, CSV) hold many texts in one file, the others one.
"""

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from casus.intake.report import LONGEST_TEXT

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
Maker = Callable[[random.Random, float], bytes]


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to be hostile.

    suffixes: one is chosen for each file. weight: its share of many files; 0 = exactly `count`, for large ones.
    rows: a file holds several texts. by_name: given to casus as a path of its own, as no folder offers its suffix.
    """

    name: str
    make: Maker
    suffixes: Sequence[str] = (".txt",)
    weight: int = 1
    count: int = 0
    rows: bool = False
    by_name: bool = False


@cache
def examples(suffix: str) -> tuple[bytes, ...]:
    """The examples with that suffix."""
    return tuple(path.read_bytes() for path in sorted(EXAMPLES.glob(f"*{suffix}")))


def article(rng: random.Random) -> str:
    """The text of an example."""
    return rng.choice(examples(".txt")).decode()


# --- bytes that are no text -------------------------------------------------------------------------------------


def nothing(rng: random.Random, scale: float) -> bytes:
    return b""


def blanks(rng: random.Random, scale: float) -> bytes:
    return "".join(rng.choices(" \n\t\r\f\u00a0\u2003\u200b\ufeff", k=rng.randint(1, 3000))).encode()


def noise(rng: random.Random, scale: float) -> bytes:
    return rng.randbytes(rng.randint(1, 8000))


def magic(rng: random.Random, scale: float) -> bytes:
    start = rng.choice(
        [b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\x7fELF\x02", b"\xff\xd8\xff\xe0", b"{\\rtf1", b"MZ\x90\x00"]
    )
    return start + (rng.randbytes(2000) if rng.random() < 0.5 else article(rng).encode())


def zipped(rng: random.Random, scale: float) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("article.txt"), article(rng))
    return packed.getvalue()


def gzipped_text(rng: random.Random, scale: float) -> bytes:
    return gzip.compress(article(rng).encode(), mtime=0)


def damaged_gzip(rng: random.Random, scale: float) -> bytes:
    packed = bytearray(gzipped_text(rng, scale))
    if rng.random() < 0.5:
        return bytes(packed[: rng.randrange(len(packed))])
    packed[rng.randrange(10, len(packed))] ^= 1 << rng.randrange(8)
    return bytes(packed)


@cache
def bomb(unit: bytes, size: int) -> bytes:
    """A small gzip file of one unit over and over, `size` bytes when unpacked."""
    packed = io.BytesIO()
    block = unit * (1_000_000 // len(unit))
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=6, mtime=0) as file:
        for _ in range(max(size // len(block), 1)):
            file.write(block)
    return packed.getvalue()


def bomb_of_text(rng: random.Random, scale: float) -> bytes:
    return bomb(rng.choice([b"\0", b" ", b"The war went on. ", b"<div>"]), int(300_000_000 * scale))


def bomb_of_rows(rng: random.Random, scale: float) -> bytes:
    return bomb(rng.choice([b"\n", b"{", b'{"text": "Talks were held."}\n', b'"']), int(300_000_000 * scale))


# --- text in the wrong clothes ----------------------------------------------------------------------------------


def cut_utf8(rng: random.Random, scale: float) -> bytes:
    data = article(rng).replace("a", rng.choice("äаﷺ😀")).encode()
    return data[rng.randrange(4) : len(data) - rng.randrange(1, 4)]


def wide(rng: random.Random, scale: float) -> bytes:
    """UTF-16 or UTF-32, with or without the mark that says so."""
    codec = rng.choice(["utf-16-le", "utf-16-be", "utf-16", "utf-32-le", "utf-32-be", "utf-32"])
    return article(rng).encode(codec)[: rng.choice([None, -1])]


def legacy(rng: random.Random, scale: float) -> bytes:
    """An old encoding, or one laid over another."""
    codec = rng.choice(["cp1252", "cp1251", "shift_jis", "gb18030", "big5", "iso2022_jp", "utf-7", "cp437", "koi8-r"])
    text = article(rng).replace("e", rng.choice("eéж戦"))
    return text.encode(codec, "replace") if rng.random() < 0.5 else text.encode().decode("latin-1").encode()


def with_nuls(rng: random.Random, scale: float) -> bytes:
    return sown(rng, article(rng), "\0\x01\x08\x1b\x7f", rng.choice([1, 10, 500])).encode()


def with_controls(rng: random.Random, scale: float) -> bytes:
    """Direction overrides, zero-width and separator characters, stacked marks, unpaired variation selectors."""
    odd = "\u202e\u202d\u2066\u2069\u200b\u200c\u200d\ufeff\u00ad\u0301\u0489\ufe0f\u2028\u2029\x85\ufffe\U000e0041"
    return sown(rng, article(rng), odd, rng.choice([1, 20, 2000])).encode()


def sown(rng: random.Random, text: str, odd: str, count: int) -> str:
    """The text with odd characters, or runs of them, put in at random places."""
    parts = list(text)
    for _ in range(count):
        parts.insert(rng.randrange(len(parts)), rng.choice(odd) * rng.choice([1, 1, 1, 40]))
    return "".join(parts)


def other_language(rng: random.Random, scale: float) -> bytes:
    told = [
        "Les combats ont repris mardi dans la région, selon un porte-parole, et les pourparlers sont suspendus. ",
        "Боевые действия возобновились во вторник, сообщил представитель армии, переговоры приостановлены. ",
        "軍の報道官によると、火曜日に戦闘が再開され、協議は中断された。",
        "قال متحدث باسم الجيش إن القتال استؤنف يوم الثلاثاء وإن المحادثات توقفت. ",
        "Los combates se reanudaron el martes en la región, según un portavoz, y el diálogo quedó suspendido. ",
    ]
    return (rng.choice(told) * rng.randint(1, 30)).encode()


# --- too much of it ---------------------------------------------------------------------------------------------


def one_character(rng: random.Random, scale: float) -> bytes:
    """50 MB of one character: over the limit for one text."""
    return rng.choice(["a", " ", "(", "\n", "é"]).encode() * int(50_000_000 * scale)


def under_the_limit(rng: random.Random, scale: float) -> bytes:
    """As much as one text may be, in one unit over and over."""
    unit = rng.choice(["a", " \n", "((", "The war went on. ", "<p>a", "12, "]).encode()
    return unit * int(19_500_000 * scale / len(unit))


def large_article(rng: random.Random, scale: float) -> bytes:
    """Ordinary sentences, about a million characters: a book."""
    text = " ".join(example.decode() for example in examples(".txt"))
    return (text * (int(999_000 * scale) // len(text) + 1)).encode()[: int(999_000 * scale)]


def as_long_as_may_be(rng: random.Random, scale: float) -> bytes:
    """The longest text that is read: ordinary sentences, short ones, quotations, or acts without a stop between."""
    acts = "war hit bomb kill shot army they Iran Iraq UN fire raid and of by in he killed said".split()
    unit = rng.choice(
        [
            " ".join(example.decode() for example in examples(".txt")),
            "He hit us. ",
            "Army hit it.\n",
            '"We will go," he said. ',
            "“We will go on now,” he said. ",
            " ".join(rng.choices(acts, k=250)) + ". ",
        ]
    )
    size = int(LONGEST_TEXT * scale)
    return (unit * (size // len(unit) + 1))[:size].encode()


def short_words(rng: random.Random, scale: float) -> bytes:
    """A million characters in as many words as that can be."""
    unit = rng.choice(["a ", "I. ", "12, ", "in ", "US ", "is to "])
    return (unit * int(999_000 * scale / len(unit))).encode()


def megabyte_of_marks(rng: random.Random, scale: float) -> bytes:
    units = [
        "(",
        ")",
        "[",
        "{",
        "<",
        '"',
        "'",
        "“",
        "”",
        ",",
        ".",
        "-",
        "–",
        "…",
        "?!",
        "1",
        "1,",
        "0.",
        "$",
        "&",
        "&#",
        "/",
    ]
    units += [
        "\\",
        "|",
        "*",
        "_",
        "#",
        "\n",
        "\t",
        ";",
        ":",
        "@",
        "%",
        "a.",
        "A.",
        "U.S.",
        "’s",
        "\u00ad",
        "\u0301",
        "http://",
    ]
    unit = "".join(rng.choices(units, k=rng.choice([1, 1, 2, 3])))
    return (unit * (int(1_000_000 * scale) // len(unit.encode()) + 1)).encode()


def long_sentence(rng: random.Random, scale: float) -> bytes:
    """10,000 words without a full stop."""
    words = article(rng).replace(".", ",").replace("\n", " ").split()
    return " ".join(rng.choices(words, k=10_000)).encode()


WORDS = """
    said that said told according to the and or but if after before since until on in of by for with against
    not no never killed wounded dead died missing captured displaced soldiers civilians rebels troops people
    children police at least more than up to about some dozens hundreds of thousands million twelve two-thirds
    half 1,250 12 0 00 1e9 3rd 1990s ٣ ½ Monday Tuesday yesterday last week next year earlier 2020 1999 27
    September 31 February 99 May 2020-13-45 03/04/2020 Russia Russian Moscow Kremlin Georgia Jordan Chad
    Turkey Congo Korea UN NATO U.S. U.S US IS the Islamic State FMLN President Minister Gen. Mr. ambassador
    spokesman rebel-held al-Shabaab's Nagorno-Karabakh Armenia Azerbaijan's ceasefire truce agreed violated
    collapsed promised threatened demanded would will could may must have been being is attacked attack
    shelling withdrew withdraw to help help accused denied condemned talks signed deal who whom which whose (
    ) [ ] " “ ” ' ’ ‘ , , , . . . ; : - – — … ? ! / & % $5 €3bn @name #tag *** ### > | http://a.b/c?d=1 a@b.c
    <b> &amp; 😀
""".split()


def word_salad(rng: random.Random, scale: float) -> bytes:
    """Words that the reader looks for, in no order."""
    chosen = rng.choices(WORDS, k=rng.choice([1, 5, 50, 400, 1500]))
    return "".join(word + rng.choice(["", *[" "] * 12, "\n", "\n\n"]) for word in chosen).encode()


def echo(rng: random.Random, scale: float) -> bytes:
    """A few such words over and over."""
    phrase = " ".join(rng.choices(WORDS, k=rng.randint(1, 8)))
    return (phrase + rng.choice([" ", ", ", ". ", "\n"])).encode() * rng.choice([10, 300, 3000])


# --- pages ------------------------------------------------------------------------------------------------------


def nested_page(rng: random.Random, scale: float) -> bytes:
    tag = rng.choice(
        ["div", "b", "table><tr><td", "ul><li", "blockquote", "article", "a href=x", "svg", "template", "p"]
    )
    depth = int(rng.choice([300, 5_000, 200_000]) * scale)
    end = "".join(f"</{part.split()[0]}>" for part in reversed(tag.split("><")))
    return f"<html><body>{f'<{tag}>' * depth}{article(rng)}{end * rng.choice([0, depth])}</body></html>".encode()


def strange_page(rng: random.Random, scale: float) -> bytes:
    text = article(rng)
    laughs = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return rng.choice(
        [
            f'<?xml version="1.0"?><!DOCTYPE html [{laughs}]><html><body><p>&l9;{text}</p></body></html>',
            f"<html><body><p {'x=y ' * 50_000}>{text}</p></body></html>",
            f"<html><body><p title='{'z' * 200_000}>{text}",
            f"<html><!-- {text}",
            f"<html><body><script>{text}</script><style>{text}</style></body></html>",
            f"<html><head><meta charset='utf-7'></head><body><p>{text}</p></body></html>",
            f"<html><head><meta charset='no-such-code'><base href='file:///'></head><body><p>{text}</p></body></html>",
            f"<html><body><p>{'&amp;lt;script&amp;gt;' * 2000}{text}</p></body></html>",
            f"<html><body><p>{'&#0;&#xD800;&#x110000;&#99999999999;' * 50}{text}</p></body></html>",
            f"<![CDATA[{text}]]><html></html>" * 3,
            f"<html><body>{'<p>' * 3000}{text}{'<br>' * 30_000}</body></html>",
            f"<html><body><iframe src='x'></iframe><object><param><p>{text}</object></body></html>",
            "<html><head><title>Nothing</title></head><body></body></html>",
            "<" * 50_000 + text,
        ]
    ).encode()


# --- rows -------------------------------------------------------------------------------------------------------


def row(rng: random.Random) -> str:
    return json.dumps({"text": article(rng)[: rng.randint(1, 1500)], "title": "Talks", "date": "2020-10-31"})


def broken_rows(rng: random.Random, scale: float) -> bytes:
    odd = [
        "", " ", "{", "}", "[]", "null", "1", '"text"', '{"text": null}', '{"text": 7}', '{"text": ["a"]}', "NaN",
        "{}", '{"text": {}}', '{"text": ""}', '{"text": "a" "b"}', "{'text': 'a'}", '{"text": "\x00\x01"}',
        "\ufeff{}", '{"text": "Talks.", "text": "War."}', '{"body": "Talks were held.", "date": 1e999}',
        '{"text": "Talks were held on Tuesday.", "published": "31 February 99999"}',
        "[" * 100_000, '{"text":' * 20_000, '{"n": ' + "9" * 10_000 + "}",
    ]  # fmt: skip
    lines = [rng.choice(odd) if rng.random() < 0.4 else row(rng) for _ in range(rng.randint(1, 12))]
    if rng.random() < 0.4:
        lines[-1] = lines[-1][: len(lines[-1]) // 2]
    return rng.choice(["\n", "\r\n", "\n\n"]).join(lines).encode()


def lone_surrogates(rng: random.Random, scale: float) -> bytes:
    words = article(rng).split(" ")[:200]
    for _ in range(rng.randint(1, 20)):
        words.insert(
            rng.randrange(len(words)), rng.choice(["\ud800", "\udfff", "\udc80x", "\ude00\ud83d", "\udbff killed"])
        )
    return (json.dumps({"text": " ".join(words), "title": "\udcff", "source": "\ud800"}) + "\n").encode()


def endless_line(rng: random.Random, scale: float) -> bytes:
    """A row over the limit of one text, and an ordinary one after it."""
    return b'{"text": "' + b"a " * int(11_000_000 * scale) + b'"}\n' + row(rng).encode() + b"\n"


def million_columns(rng: random.Random, scale: float) -> bytes:
    columns = int(1_000_000 * scale)
    header = ",".join(["text", *["c"] * columns]) if rng.random() < 0.5 else "text"
    return f"{header}\n{'Talks were held on Tuesday.' + ',x' * columns}\n".encode()


def broken_table(rng: random.Random, scale: float) -> bytes:
    text = article(rng).replace('"', "'")
    mark = rng.choice(",;\t|")
    header = f"title{mark}text{mark}date"
    rows = [f'Talks{mark}"{text}"{mark}2020-10-31', f'"open{mark}{text}', mark * 500, "\0", '""""', header]
    rows += [f'{rng.choice(WORDS)}{mark}"{text[:300]}"' for _ in range(rng.randint(0, 5))]
    rng.shuffle(rows)
    if rng.random() < 0.9:
        rows.insert(0, header)
    return rng.choice(["\n", "\r", "\r\n"]).join(rows).encode()


# --- an honest file that something happened to ------------------------------------------------------------------


def mutated(data: bytes, rng: random.Random) -> bytes:
    """Bytes flipped; pieces deleted, repeated, moved, brought in from another example, capitalised, re-lined."""
    for _ in range(rng.choice([1, 1, 2, 5, 20])):
        start = rng.randrange(len(data) + 1)
        end = min(start + rng.choice([1, 3, 20, 200]), len(data))
        piece = data[start:end]
        other = rng.choice(examples(rng.choice([".txt", ".html", ".jsonl"])))
        from_other = rng.randrange(len(other))
        change = rng.choice(["flip", "delete", "repeat", "move", "splice", "case", "cut", "lines"])
        if change == "flip":
            piece = bytes(byte ^ 1 << rng.randrange(8) for byte in piece)
        elif change == "delete":
            piece = b""
        elif change == "repeat":
            piece *= rng.choice([2, 2, 50])
        elif change == "move":
            data, piece = data[:start] + data[end:], piece
            start = end = rng.randrange(len(data) + 1)
        elif change == "splice":
            piece += other[from_other : from_other + 300]
        elif change == "case":
            piece = rng.choice([bytes.upper, bytes.lower, bytes.title])(piece)
        elif change == "cut":
            data, piece = data[:end] if rng.random() < 0.2 else data, piece
        else:
            piece = rng.choice([piece.replace(b" ", b"\n"), piece.replace(b"\n", b" "), piece.replace(b". ", b".")])
        data = data[:start] + piece + data[end:]
    return data


def mutated_text(rng: random.Random, scale: float) -> bytes:
    return mutated(rng.choice(examples(".txt")), rng)


def mutated_page(rng: random.Random, scale: float) -> bytes:
    return mutated(rng.choice(examples(".html")), rng)


def mutated_rows(rng: random.Random, scale: float) -> bytes:
    return mutated(rng.choice(examples(".jsonl")), rng)


def shuffled_words(rng: random.Random, scale: float) -> bytes:
    words = article(rng).split(" ")
    start = rng.randrange(len(words))
    piece = words[start : start + rng.choice([5, 50, 500])]
    rng.shuffle(piece)
    words[start : start + len(piece)] = piece
    return " ".join(words).encode()


TEXT = (".txt", ".text", ".md", ".html", ".htm")
ROWS = (".jsonl", ".ndjson")
KINDS = (
    Kind("empty", nothing, TEXT),
    Kind("white space only", blanks, TEXT, 2),
    Kind("random bytes", noise, TEXT, 5),
    Kind("other formats by their first bytes", magic, TEXT, 3),
    Kind("zip named as text", zipped, TEXT),
    Kind("gzip named as text or page", gzipped_text, (".txt", ".html")),
    Kind("gzip of a text", gzipped_text, (".txt.gz",), 2),
    Kind("gzip of a page, unknown suffix", gzipped_text, (".html.gz",), by_name=True),
    Kind("damaged gzip", damaged_gzip, (".txt.gz",), 3),
    Kind("gzip bomb", bomb_of_text, (".txt.gz", ".html"), 0, 6),
    Kind("gzip bomb, unknown suffix", bomb_of_text, (".html.gz",), 0, 3, by_name=True),
    Kind("cut UTF-8", cut_utf8, TEXT, 4),
    Kind("UTF-16 and UTF-32", wide, TEXT, 4),
    Kind("old and doubled encodings", legacy, TEXT, 6),
    Kind("NUL and control bytes", with_nuls, TEXT, 4),
    Kind("direction, zero-width and stacked marks", with_controls, TEXT, 6),
    Kind("other languages", other_language, TEXT, 3),
    Kind("50 MB of one character", one_character, (".txt", ".html"), 0, 4),
    Kind("just under the limit", under_the_limit, (".txt", ".html"), 0, 12),
    Kind("a million characters of sentences", large_article, (".txt",), 0, 2),
    Kind("as long as a text may be", as_long_as_may_be, (".txt",), 0, 24),
    Kind("a million characters of short words", short_words, (".txt",), 0, 6),
    Kind("a megabyte of marks", megabyte_of_marks, (".txt", ".html"), 0, 60),
    Kind("a sentence of 10,000 words", long_sentence, (".txt",), 0, 10),
    Kind("words in no order", word_salad, (".txt", ".md"), 24),
    Kind("a few words over and over", echo, (".txt", ".md"), 8),
    Kind("nested page", nested_page, (".html", ".htm", ".xhtml"), 0, 60),
    Kind("strange page", strange_page, (".html", ".htm", ".xhtml"), 5),
    Kind("mutated text", mutated_text, (".txt", ".md"), 40),
    Kind("shuffled words", shuffled_words, (".txt",), 10),
    Kind("mutated page", mutated_page, (".html", ".txt"), 14),
    Kind("broken JSON Lines", broken_rows, ROWS, 10, rows=True),
    Kind("lone surrogates", lone_surrogates, ROWS, 3, rows=True),
    Kind("a row over the limit", endless_line, ROWS, 0, 2, rows=True),
    Kind("bomb of JSON Lines", bomb_of_rows, (".jsonl.gz", ".csv.gz"), 0, 4, rows=True),
    Kind("a million columns", million_columns, (".csv",), 0, 3, rows=True),
    Kind("broken CSV", broken_table, (".csv",), 6, rows=True),
    Kind("mutated JSON Lines", mutated_rows, ROWS, 8, rows=True),
)

"""Briefs as a page: whole, tied to the article, and safe whatever a report holds."""

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from harn_sample import TEXT, reading, report

from casus.cli.page import page, shown_report
from casus.records import Reading
from casus.wording.article import paragraphs
from casus.wording.brief import brief_of

HOSTILE = (
    "<script>alert(1)</script>",
    "</style></script></title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "{{ 7*7 }} {% raw %} {% for x in y %} {# no #}",
    "]]>--><!--",
    "&lt;b&gt; &amp; &#x3c;",
    "\u202egnp.exe\u202c \x00\x1b[31m",
    "وقف إطلاق النار שביתת נשק",
)
ATTRIBUTES = {
    "a": {"class", "href", "data-records", "aria-label", "rel"},
    "meta": {"charset", "http-equiv", "content", "name"},
}


class Parsed(HTMLParser):
    """The page as a browser sees it: its elements, and its text outside style and script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.raw: dict[str, str] = {}
        self.article: list[str] = []
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ("meta", "img"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("style", "script"):
            self.raw[self._open[-1]] = data
        elif "article" in self._open and self._open[-1] != "sup":
            self.article.append(data)


def page_of(*found: Reading) -> str:
    return page([shown_report(n, brief_of(one, name="a.txt"), one) for n, one in enumerate(found, start=1)])


def hostile_reading(words: str) -> Reading:
    """The sample with the words at its end and in every fact and name that a report can fill."""
    found = reading()
    bad = report(f"{TEXT}\n{words}", title=words, source=words, url=f"javascript:{words}", notes=(words,))
    actor = replace(found.events[0].actors[0], name=words)
    return replace(
        found,
        report=bad,
        events=tuple(replace(event, actors=(actor,), voice=(actor,)) for event in found.events),
        tolls=tuple(replace(toll, caveat=words) for toll in found.tolls),
        pledges=tuple(replace(pledge, condition=words) for pledge in found.pledges),
        quotes=tuple(replace(quote, text=words, channel=words) for quote in found.quotes),
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_report_make_no_element_and_no_attribute(words: str) -> None:
    plain, hostile = Parsed(page_of(reading())), Parsed(page_of(hostile_reading(words)))
    assert {tag for tag, _ in hostile.elements} <= {tag for tag, _ in plain.elements}
    assert [tag for tag, _ in hostile.elements if tag in ("script", "style")] == ["style", "script"]
    for tag, attributes in hostile.elements:
        assert not {name for name in attributes if name.startswith("on") or name in ("style", "src", "srcdoc")}
        assert tag not in ATTRIBUTES or set(attributes) <= ATTRIBUTES[tag]
        assert attributes.get("href", "#").startswith("#")
    assert hostile.raw == plain.raw


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_report_are_shown_as_they_are(words: str) -> None:
    visible = re.sub(r"[\u202e\u202c]", "", re.sub(r"[\x00\x1b]", " ", words))
    shown = "".join(Parsed(page_of(hostile_reading(words))).article)
    assert visible in shown
    assert "49" not in shown


def test_only_the_page_s_own_style_and_script_are_allowed() -> None:
    parsed = Parsed(page_of(reading()))
    policy = next(found["content"] for tag, found in parsed.elements if "http-equiv" in found)
    hashes = {kind: b64encode(hashlib.sha256(text.encode()).digest()).decode() for kind, text in parsed.raw.items()}
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes['style']}'; script-src 'sha256-{hashes['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_nothing_is_loaded_from_elsewhere() -> None:
    text = page_of(reading())
    assert "http://" not in text and "https://" not in text and "url(" not in text and "@import" not in text


def test_the_address_of_a_report_is_a_link_only_on_the_web() -> None:
    address = "https://example.org/harn?a=1&b=2"
    found = replace(reading(), report=report(url=address))
    links = [a["href"] for tag, a in Parsed(page_of(found)).elements if tag == "a" and "rel" in a]
    assert links == [address]


def test_every_link_leads_to_something_on_the_page() -> None:
    parsed = Parsed(page_of(reading(), hostile_reading("x")))
    ids = [found["id"] for _, found in parsed.elements if "id" in found]
    assert len(ids) == len(set(ids))
    targets = {found["href"] for tag, found in parsed.elements if tag == "a"}
    assert {target.removeprefix("#") for target in targets} <= set(ids)
    labels = {found["aria-labelledby"] for _, found in parsed.elements if "aria-labelledby" in found}
    assert labels <= set(ids)


def test_the_article_holds_every_word_once() -> None:
    shown = "".join(Parsed(page_of(reading())).article)
    assert shown.split() == TEXT.split()


def test_the_words_of_every_record_are_marked_with_it() -> None:
    found = reading()
    marked: dict[str, str] = {}
    for paragraph in paragraphs(found.report, found.statements(), brief_of(found, name="a.txt").cited):
        for stretch in paragraph.stretches:
            for segment in stretch.segments:
                for record in segment.records:
                    marked[record] = marked.get(record, "") + segment.words
    assert marked == {one.id: TEXT[slice(*one.span)] for one in found.statements()}


def test_offsets_are_code_points() -> None:
    found = reading()
    shift = len("🕊𝔥é ")
    moved = tuple(
        replace(
            toll,
            span=(toll.span[0] + shift, toll.span[1] + shift),
            sentence=(toll.sentence[0] + shift, toll.sentence[1] + shift),
        )
        for toll in found.tolls
    )
    text = page_of(Reading(report=report("🕊𝔥é " + TEXT), tolls=moved))
    assert 'data-records="t1">at least 12 people</a>' in text


def test_overlapping_records_share_their_words() -> None:
    toll = reading().tolls[0]
    inner = replace(toll, id="t9", span=(toll.span[0] + 9, toll.span[1] + 4))
    text = page_of(Reading(report=report(), tolls=(toll, inner)))
    parts = re.findall(r'data-records="([^"]+)">([^<]+)</a>', text)
    assert [part for part in parts if part[1].strip() != ""][-3:] == [
        ("t1", "at least "),
        ("t1 t9", "12 people"),
        ("t9", ", am"),
    ]


def test_a_sentence_over_two_lines_keeps_one_anchor() -> None:
    toll = reading().tolls[0]
    long = replace(toll, sentence=(toll.sentence[0], toll.sentence[1] + 20))
    text = page_of(Reading(report=report(), tolls=(long,)))
    assert text.count('id="r1-s1"') == 1
    assert text.count('class="sentence" data-sentences="1"') == 2


def test_several_reports_begin_with_a_list_of_them() -> None:
    text = page_of(reading(), reading())
    assert text.index('<a href="#r1">') < text.index('<a href="#r2">') < text.index('id="r1"') < text.index('id="r2"')
    assert "<title>2 reports – casus</title>" in text


def test_one_report_has_no_list() -> None:
    assert "<nav" not in page_of(reading())


def test_every_claim_on_the_page_names_its_voice() -> None:
    text = page_of(reading())
    claims = re.findall(r'<(?:li|tr) class="fact claim.*?</(?:li|tr)>', text, re.DOTALL)
    assert len(claims) == 7
    quotes = [claim for claim in claims if "We will not wait" in claim]
    assert all("according to" in claim for claim in claims if claim not in quotes)
    assert "— Ana Corr" in quotes[0]


def test_the_same_reading_gives_the_same_page() -> None:
    assert page_of(reading()) == page_of(reading())

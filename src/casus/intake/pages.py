"""HTML pages to lines and facts: trafilatura finds the article, this module bounds what it is given."""

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from itertools import islice
from types import ModuleType
from typing import Any, NamedTuple

from casus.intake.lines import Line, ends_sentence
from casus.records import Refused

DEEPEST = 200
"""Elements inside each other; news pages have 20 to 40, and parsers recurse."""
MOST_TAGS = 40_000
"""Tags of a page; long live blogs have 15,000. Extraction takes about 0.1 ms a tag in the worst case."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_FEWEST_WORDS = 12
_METADATA = re.compile(r"<(?:meta|link)\b[^<>]{1,1000}>|<title\b[^<>]{0,200}>[^<]{1,500}</title>", re.IGNORECASE)
_MOST_METADATA = 200
_DATA_SCRIPT = re.compile(r"<script\b[^<>]{0,300}ld\+json[^<>]{0,300}>", re.IGNORECASE)
_MOST_SCRIPTS = 10
_LONGEST_DATA = 50_000
_HEADLINE = re.compile(r"<h1\b[^<>]{0,500}>(?:[^<]|<(?!/?h1)){1,1000}</h1>", re.IGNORECASE)
_TIME = re.compile(r"<time\b[^<>]{1,500}>[^<]{0,100}</time>", re.IGNORECASE)
_BYLINE = re.compile(
    r"<(?:p|a|div|span|address)\b[^<>]{0,300}[\"' ](?:author|byline)[\"' -][^<>]{0,300}>[^<]{0,100}"
    r"(?:<[^<>]{1,300}>[^<]{0,100}){0,3}",
    re.IGNORECASE,
)
_DATA_URI = re.compile(r"data:[a-z]{1,20}/[a-z0-9.+-]{1,40};base64,[A-Za-z0-9+/=]+", re.IGNORECASE)
LONGEST_PAGE = 5_000_000
"""Characters, scripts and styles apart."""

_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{1000,}")
_ATTRIBUTE_PAIRS = 100_000_000
_OPENING = re.compile(r"<(script\b|style\b|svg\b|noscript\b|template\b|!--)", re.IGNORECASE)
_CLOSING = {
    "!--": re.compile(r"-->"),
    **{
        kind: re.compile(rf"</{kind}[^<>]{{0,100}}>", re.IGNORECASE)
        for kind in ("script", "style", "svg", "noscript", "template")
    },
}
_LOOKS_LIKE_PAGE = re.compile(r"\s*(?:<\?xml[^<>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LOOKS_LIKE_MARKUP = re.compile(
    r"</(?:p|div|span|a|strong|em|h[1-6]|li|ul|b|i)>|<(?:p|br|div)\b[^<>]{0,200}>", re.IGNORECASE
)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|blockquote|section|article|figure)\b[^<>]{0,2000}>", re.IGNORECASE
)
_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>")
# Elements that need no end tag, so that a missing one is no nesting.
_OPTIONAL_END = """
    area base br col embed hr img input link meta param source track wbr p li dt dd td th tr thead tbody tfoot
    option optgroup rp rt colgroup html head body
"""
_SELF_CLOSING = frozenset(_OPTIONAL_END.split())
_CONTAINERS = frozenset({"body", "list", "quote", "table", "row", "cell", "div", "dl"})


class Page(NamedTuple):
    """What a page holds: the article as paragraphs, and the facts of its metadata (None where it has none)."""

    lines: list[Line]
    title: str | None
    byline: str | None
    published: str | None
    url: str | None
    site: str | None


def looks_like_page(text: str) -> bool:
    """Does the text open as an HTML document does?"""
    return _LOOKS_LIKE_PAGE.match(text[:2000]) is not None


def looks_like_markup(text: str) -> bool:
    """Does a text from a data field hold HTML tags?"""
    return "<" in text and _LOOKS_LIKE_MARKUP.search(text) is not None


def strip_markup(text: str) -> str:
    """The words of an HTML fragment, its blocks as paragraphs."""
    return _ANY_TAG.sub("", _BLOCK_TAG.sub("\n\n", _cut_elements(text, keep_data=False)))


def read_page(html: str, name: str) -> Page:
    """The article on a page. Raises Refused where there is none or the page cannot be read in bounded time."""
    html = _DATA_URI.sub("", _cut_elements(html, keep_data=True))
    _check_bounds(html, name)
    body = _extract_body(html)
    lines = list(_body_lines(body)) if body is not None else []
    if sum(len(line.text.split()) for line in lines if ends_sentence(line.text)) < _FEWEST_WORDS:
        raise Refused(name, "holds no article text that casus can find; save the article as plain text")
    facts = _extract_facts(html)
    if facts is None:
        return Page(lines, None, None, None, None, None)
    return Page(lines, facts.title, facts.author, facts.date, facts.url, facts.sitename)


def _cut_elements(html: str, *, keep_data: bool) -> str:
    """Without scripts, styles, drawings and comments; keep_data: JSON-LD stays, it holds title, author and date.

    Linear in the length: an element that is never closed is searched for once.
    """
    parts: list[str] = []
    position = 0
    unclosed: set[str] = set()
    for opening in _OPENING.finditer(html):
        kind = opening.group(1).lower()
        is_data = keep_data and kind == "script" and "ld+json" in html[opening.end() : opening.end() + 100]
        if opening.start() < position or kind in unclosed or is_data:
            continue
        closing = _CLOSING[kind].search(html, opening.end())
        if closing is None:
            unclosed.add(kind)
            continue
        parts.append(html[position : opening.start()])
        position = closing.end()
    return "".join((*parts, html[position:]))


def _check_bounds(html: str, name: str) -> None:
    if len(html) > LONGEST_PAGE:
        raise Refused(name, f"is longer than {LONGEST_PAGE:,} characters; save the article as plain text")
    depth = count = 0
    for closing, tag in _TAG.findall(html):
        count += 1
        if tag.lower() in _SELF_CLOSING:
            continue
        depth = max(depth - 1, 0) if closing else depth + 1
        if depth > DEEPEST:
            raise Refused(name, f"nests its elements more than {DEEPEST} deep; save the article as plain text")
    if count > MOST_TAGS:
        raise Refused(name, f"holds more than {MOST_TAGS:,} tags; save the article as plain text")
    # The parser compares each attribute of an element with all the others.
    if sum(len(tag.split()) ** 2 for tag in _LONG_TAG.findall(html)) > _ATTRIBUTE_PAIRS:
        raise Refused(name, "holds elements with thousands of attributes; save the article as plain text")


@cache
def _trafilatura() -> ModuleType:
    """Loaded on the first page: it takes 0.3 s. Its warnings are silenced; what fails is reported as Refused."""
    import trafilatura

    for library in ("trafilatura", "htmldate", "courlan", "charset_normalizer"):
        logging.getLogger(library).addHandler(logging.NullHandler())
    return trafilatura


@cache
def _settings() -> Any:
    """trafilatura's settings, but a report of two sentences is one: it would take the whole page for it."""
    settings = deepcopy(_trafilatura().settings.DEFAULT_CONFIG)
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "80")
    return settings


def _extract_body(html: str) -> Any:
    """The article as trafilatura's tree, or None where it finds none."""
    extract, settings = _trafilatura().bare_extraction, _settings()
    try:
        found = extract(html, include_comments=False, config=settings)
    except Exception:
        # Mutated pages make its parsers raise errors of many kinds; all mean that there is nothing to read.
        return None
    return None if found is None else found.body


def _extract_facts(html: str) -> Any:
    """Title, author, date, url and sitename as trafilatura reads them off the markup, or None.

    It is shown the metadata, the headline, the byline and the first time element below the headline: from a whole
    page it guesses dates out of the text. The bounds of dates are fixed, so that the answer is the same next year.
    """
    extract = _trafilatura().metadata.extract_metadata
    dates = {
        "extensive_search": False,
        "original_date": True,
        "min_date": "1970-01-01",
        "max_date": "2100-12-31",
        "deferred_url_extractor": True,
    }
    try:
        return extract(_outline(html), date_config=dates)
    except Exception:
        # As above: hostile metadata breaks parsers in many ways, and a page without facts is still a report.
        return None


def _outline(html: str) -> str:
    """A small page that holds what states facts about the article."""
    head = [found.group() for found in islice(_METADATA.finditer(html), _MOST_METADATA)]
    head += _data_scripts(html)
    headline = _HEADLINE.search(html)
    below = headline.end() if headline else 0
    body = [found.group() for found in (headline, _TIME.search(html, below), _BYLINE.search(html)) if found]
    return f"<html><head>{''.join(head)}</head><body>{''.join(body)}</body></html>"


def _data_scripts(html: str) -> Iterator[str]:
    """The JSON-LD of a page, within bounds."""
    for opening in islice(_DATA_SCRIPT.finditer(html), _MOST_SCRIPTS):
        end = html.find("</script", opening.end(), opening.end() + _LONGEST_DATA)
        if end > 0:
            yield html[opening.start() : end] + "</script>"


def _body_lines(element: Any) -> Iterator[Line]:
    """The paragraphs of trafilatura's body: heads marked as headings, entries of lists as items."""
    if element.text and element.tag in _CONTAINERS:
        yield from _lines_of(element.text, None)
    for child in element:
        if child.tag in _CONTAINERS:
            yield from _body_lines(child)
        else:
            marks = {"head": "heading", "item": "item"}
            yield from _lines_of("".join(_texts(child)), marks.get(child.tag))
        if child.tail:
            yield from _lines_of(child.tail, None)


def _texts(element: Any) -> Iterator[str]:
    """The text of an element and those inside it; a line break is a new line."""
    yield element.text or ""
    for child in element:
        yield "\n" if child.tag in ("lb", "p", "item", "row", "list") else ""
        yield from _texts(child)
        yield "\n" if child.tag in ("p", "item", "row", "list") else ""
        yield child.tail or ""


def _lines_of(text: str, mark: Any) -> Iterator[Line]:
    for raw in text.split("\n"):
        if words := " ".join(raw.split()):
            yield Line(words, mark, True)

"""Markdown to lines: the markup read for what it says about headings and lists, then dropped."""

import re

from casus.intake.lines import Line, split_lines

_FENCE = re.compile(r"^(```|~~~).*$", re.MULTILINE)
_DATA_IMAGE = re.compile(r"data:[a-z]{1,20}/[a-z0-9.+-]{1,40};base64,[A-Za-z0-9+/=]+")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,1000})\](?:\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)|\[[^\[\]\n]{0,200}\])")
_REFERENCE = re.compile(r"^ {0,3}\[[^\[\]\n]{1,200}\]: \S.*$", re.MULTILINE)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_COMMENT_OR_TAG = re.compile(r"<!--[^<>]{0,5000}-->|</?[a-zA-Z][^<>\n]{0,500}>")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,2000})(?<=\S)\1(?!\w)")
_HEADING = re.compile(r" {0,3}#{1,6}\s(.*)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{3,})\s*$")
_QUOTE = re.compile(r"^(?: {0,3}>)+ ?", re.MULTILINE)
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


def markdown_lines(text: str) -> list[Line]:
    """The lines of a Markdown text. Images go, texts of links stay, "#" and underlined lines are headings."""
    lines: list[Line] = []
    block: list[str] = []
    for raw in _without_inline(text).split("\n"):
        heading = _HEADING.match(raw)
        underlined = bool(block) and bool(block[-1].strip()) and bool(_UNDERLINE.match(raw))
        if not heading and not underlined:
            block.append(raw)
            continue
        title = heading.group(1).rstrip(" #") if heading else block.pop()
        lines += _block_lines(block)
        block = [""]
        if words := " ".join(title.split()):
            lines.append(Line(words, "heading", True))
    return lines + _block_lines(block)


def drop_images(text: str) -> str:
    """The text without images, some of which are written out as a million letters."""
    return _IMAGE.sub("", _DATA_IMAGE.sub("", text))


def _block_lines(block: list[str]) -> list[Line]:
    lines = split_lines("\n".join(block))
    return [
        line._replace(text=line.text[number.end() :], mark="item") if (number := _NUMBERED.match(line.text)) else line
        for line in lines
    ]


def _without_inline(text: str) -> str:
    text = _FENCE.sub("", _QUOTE.sub("", text))
    text = _REFERENCE.sub("", drop_images(text))
    text = _AUTOLINK.sub(r"\1", _LINK.sub(r"\1", text))
    text = _EMPHASIS.sub(r"\2", _COMMENT_OR_TAG.sub("", text))
    return _ESCAPE.sub(r"\1", text)

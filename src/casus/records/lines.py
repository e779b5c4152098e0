"""A reading as one line of text."""

import json

from casus.records.reading import Reading, as_json

# Line ends to some readers of lines, though not to JSON; escaped, they cannot tear a reading apart.
_LINE_ENDS = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}


def json_line(reading: Reading) -> str:
    """A reading as JSON without a line end in it: the same characters for the same reading on any machine."""
    return json.dumps(as_json(reading), ensure_ascii=False, allow_nan=False).translate(_LINE_ENDS)

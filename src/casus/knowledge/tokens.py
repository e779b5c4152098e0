"""Words and punctuation of English text, the same for names and for sentences."""

import re
import unicodedata

TOKEN = re.compile(
    r"""
      \d+(?:-[^\W\d_]+)+                                     # 34-year-old
    | [€£$¥]?\d+(?:[.,]\d+)*(?:st|nd|rd|th|s|m|bn|km|kg|mm|cm|pm|am|%)?(?![^\W\d_])   # 1,250  3rd  1990s  122mm  $5
    | (?:[^\W\d_]\.){2,}(?:-[^\W\d_]+)*                      # U.S.  a.m.  U.S.-backed
    | \b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Sen|Rep|Gov|Rev|St|Prof|Brig|Adm|No|Jan|Feb|Mar|Apr|Jun|Jul
        |Aug|Sept|Sep|Oct|Nov|Dec)\.                        # titles and months with their stop
    | [^\W\d_]+(?=n['’]t\b) | n['’]t\b                      # did|n't
    | ['’](?:s|ve|re|ll|d|m)\b                               # Russia|'s  they|'ve
    | (?:[^\W\d_]|\d+-)[^\W_]*(?:(?!['’](?:s|ve|re|ll|d|m)\b)['’][^\W\d_]+|-[^\W_]+)*   # words  M-19  T-72
    | \d[^\W_]*(?:-[^\W_]+)*                                # 3D  2019-20
    | \.\.\.|--|\S
    """,
    re.VERBOSE | re.IGNORECASE,
)


def fold(word: str) -> str:
    """Lower case, straight apostrophes, no accents: the form under which names are compared."""
    low = word.lower()
    if low.isascii():
        return low
    low = low.replace("’", "'").replace("‘", "'")
    return "".join(ch for ch in unicodedata.normalize("NFKD", low) if not unicodedata.combining(ch))


def name_key(name: str) -> tuple[str, ...]:
    """The folded tokens of a name; dots of initials are dropped ("U.S." and "US" differ only in case)."""
    return tuple(fold(token).rstrip(".") if len(token) > 1 else fold(token) for token in TOKEN.findall(name))

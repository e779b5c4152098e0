"""Which language a text is in."""

import re
from functools import cache
from typing import Any

_SAMPLE = 3000
"""Characters looked at."""

_LEAST_LETTERS, _LEAST_FOREIGN = 25, 10
"""Letters, of them alone or with some from outside ASCII, below which nothing can be told."""
_END_OF_LATIN = "\u0250"
_HEADLINE_WORDS = 30
_LETTER_RUN = re.compile(r"[^\W\d_]+")
# Frequent in English, rare or missing as words of other languages; a quarter of news prose.
_SMALL_WORDS = """
    the of and to that was for with by from has have had were said at their its who which after been would they
    this over against into between
"""
# The same for headlines on conflict, which have few small words.
_NEWS_WORDS = """
    killed kills killing dead wounded injured attack attacks attacked forces troops army soldiers rebels fighters
    police war talks says people town city near fighting clashes strike strikes military government fire peace
    leader deadly least car bomb shelling ceasefire truce withdraw seize captured protest protesters
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_ENGLISH = _SMALL | frozenset(_NEWS_WORDS.split())
# Languages that newspapers are printed in: among two hundred, short texts look like Aragonese.
_CODES = """
    af am ar az be bg bn bs ca cs da de el en es et fa fi fr gu ha he hi hr hu hy id ig is it ja ka kk km ko ku ky lo lt
    lv mk ml mn mr ms my ne nl no om or pa pl ps pt ro ru rw si sk sl sn so sq sr sv sw ta te tg th tk tl tr uk ur uz
    vi yo zh zu
"""
_PRINTED = frozenset(_CODES.split())
_SURE = 0.6
_CHANCE_FOR_ENGLISH = 0.02


def identify_language(text: str) -> str | None:
    """ISO 639-1 code, or None where the text is too short to tell or no language is likely enough.

    English is recognised by its frequent words: the model, which takes half a second to load, is for other texts.
    """
    words = _LETTER_RUN.findall(text[:_SAMPLE].lower())
    small = [word for word in words if word in _SMALL]
    if len(set(small)) >= 3 and len(small) >= 0.12 * len(words):
        return "en"
    if len(words) <= _HEADLINE_WORDS and len({word for word in words if word in _ENGLISH}) >= 2:
        return "en"
    letters = "".join(words)
    if len(letters) < (_LEAST_LETTERS if letters.isascii() else _LEAST_FOREIGN):
        return None
    latin = [word for word in words if max(word) < _END_OF_LATIN]
    # Names added in their own script ("Raqqa (الرقة)") do not make a text in Latin letters another language.
    return _ranked(" ".join(latin if len(latin) * 2 > len(words) else words))


def _ranked(text: str) -> str | None:
    chances = dict(_identifier().rank(text))
    best = max(chances, key=lambda code: (chances[code], code))
    if best == "en":
        return "en"
    # A headline of names looks like any language: it is foreign only if English is out of the question.
    is_foreign = chances[best] >= _SURE and chances.get("en", 0.0) < _CHANCE_FOR_ENGLISH
    return best if is_foreign and len(best) == 2 else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_PRINTED)
    return identifier

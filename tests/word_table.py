"""A translator for tests: it knows a few sentences of three languages, and turns other words around."""

from __future__ import annotations

from collections.abc import Sequence

from casus.records import Report, report_id

RUSSIAN = (
    "Обстрел города\n\n"
    "Во вторник повстанцы обстреляли город Гома. По словам армии, погибли 12 мирных жителей.\n"
    "«Мы не отступим ни на шаг», – заявил министр обороны в среду!"
)
ARABIC = "قصف المتمردون مدينة غوما يوم الثلاثاء. هل قتل الجيش 12 مدنيا؟ نعم، قال الجيش إن 12 مدنيا قتلوا."
FRENCH = "Les rebelles ont bombardé la ville de Goma mardi. L’armée affirme que 12 civils ont été tués dans la région."
_SHELLED, _KILLED = "Rebels shelled the city of Goma on Tuesday.", "The army said that 12 civilians were killed."
TOLD = {
    "Обстрел города": "A city under fire",
    "Во вторник повстанцы обстреляли город Гома.": _SHELLED,
    "По словам армии, погибли 12 мирных жителей.": _KILLED,
    "«Мы не отступим ни на шаг», – заявил министр обороны в среду!": (
        "“We shall not retreat by a single step,” the defence minister said on Wednesday."
    ),
    "قصف المتمردون مدينة غوما يوم الثلاثاء.": _SHELLED,
    "هل قتل الجيش 12 مدنيا؟": "Did the army kill 12 civilians?",
    "نعم، قال الجيش إن 12 مدنيا قتلوا.": "Yes, the army said that 12 civilians were killed.",
    "Les rebelles ont bombardé la ville de Goma mardi.": _SHELLED,
    "L’armée affirme que 12 civils ont été tués dans la région.": _KILLED,
}
"""What the sentences of the texts mean."""


class WordTable:
    """Translates what it knows, and turns the words of all else around."""

    languages = frozenset({"ar", "fr", "ru"})
    version = "table 1"

    def translate(self, sentences: Sequence[str], source: str) -> list[str]:
        return [TOLD.get(one) or " ".join(word[::-1] for word in one.split()) for one in sentences]


def foreign(text: str, language: str) -> Report:
    """A report in another language."""
    return Report(id=report_id(text), text=text, language=language, published="2025-02-05")

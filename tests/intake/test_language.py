"""Which language a text is in."""

import pytest

from casus.intake.language import identify_language


@pytest.mark.parametrize(
    "text",
    [
        "The two sides had agreed to a truce after talks, but it did not last for long.",
        "THE ARMY REPORTED THAT THREE OF ITS SOLDIERS WERE KILLED DURING CLASHES WITH THE REBELS.",
        "Rebels seize Goma airport",
        "Six killed in attack on convoy",
    ],
)
def test_english_is_recognised(text: str) -> None:
    assert identify_language(text) == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Les deux parties ont accepté une trêve après trois jours de combats, a dit le ministre.", "fr"),
        ("Las dos partes acordaron una tregua tras tres días de combates en el valle, dijo el ministro.", "es"),
        ("Обе стороны согласились на перемирие после трёх дней боёв в долине, сообщил министр.", "ru"),
        ("وافق الجانبان على هدنة بعد ثلاثة أيام من القتال في الوادي، بحسب ما أعلن الوزير.", "ar"),
    ],
)
def test_other_languages_are_named(text: str, code: str) -> None:
    assert identify_language(text) == code


@pytest.mark.parametrize("text", ["", "12 345", "Goma", "RS3140", "... !"])
def test_too_little_gives_none(text: str) -> None:
    assert identify_language(text) is None

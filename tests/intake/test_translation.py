"""Signs of machine translation."""

from casus.intake.translation import signs_of_translation

PEOPLE = (
    "The general said that “your country will pay for it”. According to him, the army held the bridge. He added that"
    " two soldiers were killed, e.g. on patrol. Gen. Smith left at approx. five."
)


def test_two_kinds_of_signs_are_named_in_order() -> None:
    text = "He said so. Adding that your country will win, according to him. It is ready."
    assert signs_of_translation(text) == ("Adding that", "your country", "according to him")


def test_one_sure_sign_suffices() -> None:
    assert signs_of_translation("1,250 dead and failed. The war goes on.") == ("dead and failed",)


def test_a_sentence_that_starts_in_lower_case_is_a_sign() -> None:
    text = "He is ready to give assistance. necessary to the town. It is late. We go. They stay. It is so, as said."
    assert "assistance. necessary" in signs_of_translation(text)


def test_text_in_lower_case_throughout_is_none() -> None:
    assert signs_of_translation("the army left. the town fell. today monday the rebels came. they stayed.") == ()


def test_text_that_people_wrote_is_none() -> None:
    assert signs_of_translation(PEOPLE) == ()


def test_what_people_are_quoted_with_does_not_count() -> None:
    assert signs_of_translation("“Adding that your country, according to him.” He left.") == ()

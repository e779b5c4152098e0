"""Noun phrases and verb groups."""

import pytest
from short_reports import items_of

from casus.reading.phrases import NounPhrase, VerbGroup


def said(phrase: NounPhrase) -> str:
    """The words of a phrase, the possessor before a slash."""
    words = " ".join(word.text for word in phrase.words)
    return f"{said(phrase.owner)} / {words}" if phrase.owner is not None else words


def phrases(text: str) -> list[NounPhrase]:
    return [item for item in items_of(text) if isinstance(item, NounPhrase)]


def first(text: str) -> NounPhrase:
    return phrases(text)[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rebels attacked the town.", ["Rebels", "the town"]),
        ("More than 40 soldiers died.", ["More than 40 soldiers"]),
        ("The United States left Iraq.", ["The United States", "Iraq"]),
        ("Russia's announcement surprised Yerevan.", ["Russia / announcement", "Yerevan"]),
        ("Armenia's prime minister's office burned.", ["Armenia / prime minister / office"]),
        ("The army's chief of staff resigned.", ["The army / chief", "staff"]),
        ("The leader of the group in Harn fell.", ["The leader", "the group", "Harn"]),
        ("They shelled the town on Monday.", ["They", "the town"]),
        ("The French-backed president fled.", ["The French-backed president"]),
        ("Help arrived (100 tons) on Monday.", ["Help"]),
    ],
)
def test_a_sentence_has_these_noun_phrases(text: str, found: list[str]) -> None:
    assert [said(phrase) for phrase in phrases(text)] == found


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Russia, France and the United States met.", ["Russia", "France", "United States"]),
        ("Russia, France, and Iran met.", ["Russia", "France", "Iran"]),
        ("The army and the police fired.", ["army", "police"]),
        ("Both the army and the rebels signed.", ["army", "rebels"]),
        ("More than 40 soldiers and five civilians died.", ["soldiers", "civilians"]),
        ("Shops, banks, schools and mosques closed.", ["Shops", "banks", "schools", "mosques"]),
        ("The army fired.", ["army"]),
    ],
)
def test_a_list_is_one_phrase_with_its_members(text: str, heads: list[str]) -> None:
    assert [member.head.text for member in first(text).members()] == heads


@pytest.mark.parametrize(
    "text",
    [
        "The army fired and the rebels fled.",
        "Rebels took Harn and the army left.",
        "Talks began, and the army withdrew.",
    ],
)
def test_a_second_clause_is_no_member_of_a_list(text: str) -> None:
    assert all(len(phrase.members()) == 1 for phrase in phrases(text))


@pytest.mark.parametrize(
    ("text", "explained_by"),
    [
        ("Russia, an ally of Yerevan, sent troops.", ["an ally"]),
        ("Nikol Pashinyan, the prime minister, left.", ["the prime minister"]),
        ("The prime minister, Nikol Pashinyan, left.", ["Nikol Pashinyan"]),
        ("Sam Dorn, 34, was killed.", ["34"]),
        ("Secretary of State Antony Blinken left.", ["Antony Blinken"]),
        ("The minister of foreign affairs, Sergei Ivanov, left.", ["Sergei Ivanov"]),
        ("Russia, which backs Yerevan, left.", []),
        ("On Monday Russia left.", []),
    ],
)
def test_an_apposition_explains_its_phrase(text: str, explained_by: list[str]) -> None:
    assert [said(other) for other in first(text).other_names] == explained_by


def test_what_explains_a_name_keeps_its_own_of() -> None:
    (other,) = first("Russia, an ally of Yerevan, sent troops.").other_names
    assert [(one.preposition, said(one)) for one in other.after] == [("of", "Yerevan")]


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("The Syrian Democratic Forces (SDF) left.", "SDF"),
        ("The Syrian Democratic Forces (in Idlib) left.", None),
        ("The Syrian Democratic Forces left.", None),
    ],
)
def test_a_short_form_in_brackets_is_kept(text: str, alias: str | None) -> None:
    kept = first(text).alias
    assert (kept.text if kept is not None else None) == alias


def test_adjectives_joined_before_one_noun_share_it() -> None:
    shared = first("Syrian and Russian air strikes hit Idlib.").also[0]
    assert said(shared) == "Russian air strikes"
    assert [said(one) for one in shared.shares] == ["Syrian"]


def test_a_span_holds_the_possessor_too() -> None:
    text = "Then Russia's announcement came."
    (phrase,) = phrases(text)
    assert text[slice(*phrase.span)] == "Russia's announcement"


# --- verb groups -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rebels attacked the town.", "attack finite past"),
        ("Rebels attack the town.", "attack finite"),
        ("The troops have not been withdrawn.", "withdraw finite passive negated perfect"),
        ("The town had been shelled.", "shell finite passive perfect past"),
        ("They would never have attacked.", "attack finite negated perfect would"),
        ("They can't leave.", "leave finite negated ca"),
        ("They cannot leave.", "leave finite negated cannot"),
        ("They won't leave.", "leave finite negated will"),
        ("He is going to leave.", "leave finite will"),
        ("They were being held.", "hold finite passive past"),
        ("They got shot.", "shoot finite passive past"),
        ("The army did not fire.", "fire finite negated past"),
        ("They are quickly losing ground.", "lose finite"),
    ],
)
def test_a_verb_comes_with_its_auxiliaries(text: str, found: str) -> None:
    (group,) = [item for item in items_of(text) if isinstance(item, VerbGroup)]
    flags = [name for name in ("passive", "negated", "perfect", "past") if getattr(group, name)]
    assert " ".join([group.main.lemma, group.form, *flags, *([group.modal] if group.modal else [])]) == found


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("He wants to leave.", ["finite", "infinitive"]),
        ("Having left the town, they rested.", ["gerund", "finite"]),
        ("They agreed not to attack.", ["finite", "infinitive"]),
        ("Rebels opened and closed the road.", ["finite", "finite"]),
    ],
)
def test_verbs_have_a_form(text: str, forms: list[str]) -> None:
    assert [item.form for item in items_of(text) if isinstance(item, VerbGroup)] == forms


def test_not_to_is_a_negated_infinitive() -> None:
    group = [item for item in items_of("They agreed not to attack.") if isinstance(item, VerbGroup)][1]
    assert group.negated

"""Who did what to whom in a sentence: a table an analyst can extend.

A row is a sentence and the clauses that matter in it, each as "subject verb object relation:marker flags": nouns in the
singular, verbs in dictionary form, "-" where there is none, "?" where it does not matter, several heads joined by "+",
blanks of names written "_". The relation is left out for main clauses; flags are passive and not.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from short_reports import clauses_of, heads, items_of

from casus.reading.clauses import Clause
from casus.reading.phrases import NounPhrase

CASES: list[tuple[str, list[str]]] = [
    # one clause
    ("Rebels attacked the town.", ["rebel attack town"]),
    ("The army shelled two villages near the border on Monday.", ["army shell village"]),
    ("Three soldiers died.", ["soldier die -"]),
    ("The two sides agreed to a ceasefire.", ["side agree -"]),
    ("Israel and Hezbollah exchanged fire across the border.", ["Israel+Hezbollah exchange fire"]),
    ("Talks between Armenia and Azerbaijan collapsed on Tuesday.", ["talks collapse -"]),
    ("The president of Sudan met the envoy in Cairo.", ["president meet envoy"]),
    ("Israel struck targets in Syria and Lebanon overnight.", ["Israel strike target"]),
    ("Attacks on the city have resumed.", ["attack resume -"]),
    ("The UN sent food to the camp.", ["UN send food"]),
    ("A suicide bomber blew himself up outside the embassy.", ["bomber blow himself"]),
    ("The rebels declared a unilateral ceasefire.", ["rebel declare ceasefire"]),
    ("The group claimed responsibility for the bombing.", ["group claim responsibility"]),
    ("Mali expelled the French ambassador.", ["Mali expel ambassador"]),
    ("The strike, the third in a week, killed a commander.", ["strike kill commander"]),
    ("There were clashes between police and students.", ["- be clash"]),
    ("The parties resumed talks in Geneva.", ["party resume talks"]),
    # the passive
    ("The town was shelled by government forces.", ["town shell - passive"]),
    ("The bombing of the hospital was condemned by the United Nations.", ["bombing condemn - passive"]),
    ("The deal was signed by the president and two rebel leaders.", ["deal sign - passive"]),
    ("The ambassador was expelled for spying.", ["ambassador expel - passive"]),
    ("Four of the hostages were released on Monday.", ["Four release - passive"]),
    ("Hundreds of villagers have been killed since January.", ["Hundreds kill - passive"]),
    ("Nobody was hurt.", ["Nobody hurt - passive"]),
    # negation and modals
    ("The army never attacked the village.", ["army attack village not"]),
    ("The rebels did not sign the accord.", ["rebel sign accord not"]),
    ("The troops were not withdrawn.", ["troop withdraw - passive not"]),
    ("The army could not hold the bridge.", ["army hold bridge not"]),
    ("The army has not confirmed the report.", ["army confirm report not"]),
    ("The peacekeepers will not leave before the election.", ["peacekeeper leave - not"]),
    ("The army may have used chemical weapons.", ["army use weapon"]),
    ("They may attack again.", ["They attack -"]),
    ("Both sides must respect the truce.", ["side respect truce"]),
    # verbs joined by "and"
    ("The two presidents shook hands and signed the treaty.", ["president shake hand", "president sign treaty"]),
    ("The ship was boarded and searched by the navy.", ["ship board - passive", "ship search - passive"]),
    ("The two men were arrested and charged with treason.", ["man arrest - passive", "man charge - passive"]),
    (
        "The region was seized in 1994 and has been disputed ever since.",
        ["region seize - passive", "region dispute - passive"],
    ),
    ("The envoy met the president and urged him to accept the plan.", ["envoy meet president", "envoy urge him"]),
    # what is said, asked and denied
    ("The minister said that the army had withdrawn.", ["minister say -", "army withdraw - that:that"]),
    ("The minister said the army would not attack the city.", ["minister say -", "army attack city that not"]),
    ("Rebels said they had captured the airport.", ["rebel say -", "they capture airport that"]),
    ("The ministry denied that its forces had shelled the school.", ["ministry deny -", "force shell school that"]),
    ("Iran warned that it would close the strait.", ["Iran warn -", "it close strait that:that"]),
    ("Officials fear that the militia could attack the capital.", ["official fear -", "militia attack capital that"]),
    (
        "The ministry of defence said in a statement that two tanks had been destroyed.",
        ["ministry say -", "tank destroy - that passive"],
    ),
    (
        "The foreign minister said on Tuesday that his country would recall its ambassador.",
        ["minister say -", "country recall ambassador that"],
    ),
    (
        "The army said it had taken the town and was advancing on the port.",
        ["army say -", "it take town that", "it advance - that"],
    ),
    ("The minister asked whether the troops would stay.", ["minister ask -", "troop stay - that:whether"]),
    (
        "The police chief was quoted as saying that the suspects had fled.",
        ["chief quote - passive", "chief say - gerund:as", "suspect flee - that"],
    ),
    ("The drone struck a hospital, the ministry said.", ["drone strike hospital ?", "ministry say -"]),
    ("Germany will send tanks to Ukraine, the chancellor announced.", ["Germany send tank ?", "chancellor announce -"]),
    ("According to the army, the rebels shelled the town.", ["rebel shell town"]),
    # to do something
    ("Russia urged both sides to stop the fighting.", ["Russia urge side", "side stop fighting infinitive"]),
    (
        "The president ordered the army to withdraw from the region.",
        ["president order army", "army withdraw - infinitive"],
    ),
    (
        "The government failed to protect the civilians.",
        ["government fail -", "government protect civilian infinitive"],
    ),
    ("The government has been trying to retake the port.", ["government try -", "government retake port infinitive"]),
    ("Ethiopia has agreed to let aid into the region.", ["Ethiopia agree -", "Ethiopia let aid infinitive"]),
    ("Egypt offered to mediate between the two sides.", ["Egypt offer -", "Egypt mediate - infinitive"]),
    ("The rebels have begun to disarm.", ["rebel begin -", "rebel disarm - infinitive"]),
    ("Police used tear gas to disperse demonstrators.", ["police use gas", "police disperse demonstrator infinitive"]),
    ("The soldiers were ordered to shoot looters.", ["soldier order - passive", "soldier shoot looter infinitive"]),
    (
        "The militants are believed to be holding the engineers in the mountains.",
        ["militant believe - passive", "militant hold engineer infinitive"],
    ),
    (
        "The plan to deploy peacekeepers was rejected by parliament.",
        ["? deploy peacekeeper infinitive", "plan reject - passive"],
    ),
    ("The decision to withdraw surprised the allies.", ["? withdraw - infinitive", "decision surprise ally"]),
    ("The army claims to have killed 40 fighters.", ["army claim -", "army kill fighter infinitive"]),
    ("The rebels want the army to leave the valley.", ["rebel want army", "army leave valley infinitive"]),
    # doing something
    ("He was accused of shelling the town.", ["He accuse - passive", "He shell town gerund:of"]),
    (
        "Armenia and Azerbaijan accused each other of violating the truce.",
        ["Armenia+Azerbaijan accuse other", "? violate truce gerund:of"],
    ),
    ("The government accused Rwanda of arming the rebels.", ["government accuse Rwanda", "? arm rebel gerund:of"]),
    ("The army stopped shelling the city.", ["army stop -", "army shell city gerund"]),
    ("He denied ordering the attack.", ["He deny -", "He order attack gerund"]),
    ("Turkey began withdrawing its troops from the enclave.", ["Turkey begin -", "Turkey withdraw troop gerund"]),
    ("Gunmen opened fire on a bus, killing nine passengers.", ["gunman open fire", "gunman kill passenger participle"]),
    (
        "An explosion tore through the market on Friday, killing at least 20 people.",
        ["explosion tear -", "explosion kill people participle"],
    ),
    # relative clauses, whole and reduced
    (
        "The group, which controls the valley, rejected the offer.",
        ["group control valley relative", "group reject offer"],
    ),
    (
        "The rebels, who had seized the base, released four hostages.",
        ["rebel seize base relative", "rebel release hostage"],
    ),
    ("Police arrested the man who shot the mayor.", ["police arrest man", "man shoot mayor relative"]),
    ("The judge who had ordered the arrest was killed.", ["judge order arrest relative", "judge kill - passive"]),
    (
        "China vetoed the resolution, which condemned the attack.",
        ["China veto resolution", "resolution condemn attack relative"],
    ),
    (
        "The bomb destroyed a bridge that links the two provinces.",
        ["bomb destroy bridge", "bridge link province relative"],
    ),
    ("The soldiers captured in May were freed.", ["soldier capture - reduced passive", "soldier free - passive"]),
    ("Forces backed by the United States took the dam.", ["force back - reduced passive", "force take dam"]),
    ("The rebels, led by a former colonel, overran the base.", ["rebel lead - ? passive", "rebel overrun base"]),
    ("The convoy carrying aid was attacked by gunmen.", ["convoy carry aid reduced", "convoy attack - passive"]),
    ("Sanctions imposed by the council remain in force.", ["sanction impose - reduced passive", "sanction remain -"]),
    # when, since, because, although
    (
        "After police fired at the crowd, protesters burned two cars.",
        ["police fire - adverbial:after", "protester burn car"],
    ),
    (
        "The governor resigned after protesters stormed his office.",
        ["governor resign -", "protester storm office adverbial:after"],
    ),
    ("Villagers fled their homes as the rebels advanced.", ["villager flee home", "rebel advance - adverbial:as"]),
    (
        "While the army held the bridge, rebels controlled both banks.",
        ["army hold bridge adverbial:while", "rebel control bank"],
    ),
    (
        "The opposition boycotted the vote because the government had jailed its leader.",
        ["opposition boycott vote", "government jail leader adverbial:because"],
    ),
    (
        "More than 100 people have been arrested since the protests began.",
        ["people arrest - passive", "protest begin - adverbial:since"],
    ),
    ("He was killed when his car was bombed.", ["He kill - passive", "car bomb - adverbial:when passive"]),
    (
        "Although the truce was signed, shelling continued.",
        ["truce sign - adverbial:although passive", "shelling continue -"],
    ),
    (
        "The rebel leader vowed to fight on until the government fell.",
        ["leader vow -", "leader fight - infinitive", "government fall - adverbial:until"],
    ),
    # if and unless
    (
        "Turkey promised to help Azerbaijan if Armenia attacked it.",
        ["Turkey promise -", "Turkey help Azerbaijan infinitive", "Armenia attack it adverbial:if"],
    ),
    ("If Armenia attacks, Russia will help its ally.", ["Armenia attack - adverbial:if", "Russia help ally"]),
    ("Unless the rebels leave, the army will storm the camp.", ["rebel leave - adverbial:unless", "army storm camp"]),
    (
        "The commander threatened to bomb the city unless the hostages were freed.",
        ["commander threaten -", "commander bomb city infinitive", "hostage free - adverbial:unless passive"],
    ),
    (
        "The president would consider a ceasefire if the rebels stopped their attacks.",
        ["president consider ceasefire", "rebel stop attack adverbial:if"],
    ),
]

RELATIONS = {"main", "that", "infinitive", "gerund", "relative", "reduced", "participle", "adverbial", "joined", "?"}


def agrees(row: str, clause: Clause) -> bool:
    """Whether a clause is what a row of the table says."""
    subject, verb, target, *more = (part.replace("_", " ") for part in row.split())
    flags = {one for one in more if one in ("passive", "not")}
    relation, _, marker = next((one for one in more if one not in flags), "main").partition(":")
    assert relation in RELATIONS, row
    found = heads(clause.subject), clause.verb.main.lemma, heads(clause.objects[0]) if clause.objects else None
    return (
        all(wanted in ("?", one or "-") for wanted, one in zip((subject, verb, target), found, strict=True))
        and relation in ("?", clause.relation)
        and marker in ("", clause.marker)
        and flags == {flag for flag, on in (("passive", clause.verb.passive), ("not", clause.verb.negated)) if on}
    )


def shown(clause: Clause) -> str:
    verb = clause.verb
    parts = [heads(clause.subject) or "-", verb.main.lemma, heads(clause.objects[0]) if clause.objects else "-"]
    parts += [f"{clause.relation}:{clause.marker}", "passive" * verb.passive, "not" * verb.negated]
    return " ".join(part for part in parts if part)


@pytest.mark.parametrize(("sentence", "rows"), CASES, ids=[sentence for sentence, _ in CASES])
def test_a_sentence_has_these_clauses(sentence: str, rows: list[str]) -> None:
    clauses = clauses_of(sentence)
    missing = [row for row in rows if not any(agrees(row, clause) for clause in clauses)]
    assert missing == [], f"found only: {[shown(clause) for clause in clauses]}"


@pytest.mark.parametrize(
    ("sentence", "verb", "parent"),
    [
        ("The minister said that the army had withdrawn.", "withdraw", "say"),
        ("The government failed to protect the civilians.", "protect", "fail"),
        ("Turkey promised to help Azerbaijan if Armenia attacked it.", "attack", "help"),
        ("If Armenia attacks, Russia will help its ally.", "attack", "help"),
        ("Unless the rebels leave, the army will storm the camp.", "leave", "storm"),
        ("After police fired at the crowd, protesters burned two cars.", "fire", "burn"),
        ("The governor resigned after protesters stormed his office.", "storm", "resign"),
        ("Police arrested the man who shot the mayor.", "shoot", "arrest"),
        ("He was accused of shelling the town.", "shell", "accuse"),
        ("Although the truce was signed, shelling continued.", "sign", "continue"),
    ],
)
def test_a_clause_stands_in_the_one_it_belongs_to(sentence: str, verb: str, parent: str) -> None:
    (clause,) = [one for one in clauses_of(sentence) if one.verb.main.lemma == verb]
    assert clause.parent is not None
    assert clause.parent.verb.main.lemma == parent


@pytest.mark.parametrize(
    ("sentence", "verb", "modal"),
    [
        ("They may attack again.", "attack", "may"),
        ("The rebels said they would attack.", "attack", "would"),
        ("Both sides must respect the truce.", "respect", "must"),
        ("Russia won't send troops.", "send", "will"),
        ("Russia shall send troops.", "send", "will"),
        ("Russia is going to send troops.", "send", "will"),
        ("Russia sent troops.", "send", None),
    ],
)
def test_a_modal_is_kept_with_its_verb(sentence: str, verb: str, modal: str | None) -> None:
    (clause,) = [one for one in clauses_of(sentence) if one.verb.main.lemma == verb]
    assert clause.verb.modal == modal


@pytest.mark.parametrize(
    ("sentence", "verb", "circumstances"),
    [
        ("The town was shelled by government forces.", "shell", ["by force"]),
        ("Israel struck targets in Syria and Lebanon overnight.", "strike", ["in Syria+Lebanon"]),
        ("The army said on state television that it won.", "say", ["on television"]),
        ("In Ganja, shells hit a school.", "hit", ["in Ganja"]),
    ],
)
def test_prepositional_phrases_are_kept_with_the_verb(sentence: str, verb: str, circumstances: list[str]) -> None:
    (clause,) = [one for one in clauses_of(sentence) if one.verb.main.lemma == verb]
    found = [f"{one.preposition} {heads(one)}" for one in clause.circumstances]
    assert [one for one in circumstances if one not in found] == []


def test_a_relative_clause_points_back_to_its_noun() -> None:
    clause = clauses_of("Police arrested the man who shot the mayor.")[1]
    assert clause.host is not None and clause.host.head.text == "man"


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("“We will not surrender,” the commander said.", {"surrender": True, "say": False}),
        ('"We will not surrender," the commander said.', {"surrender": True, "say": False}),
        ("The commander said “we will not surrender”.", {"surrender": True, "say": False}),
        ("The commander said they would not surrender.", {"surrender": False, "say": False}),
    ],
)
def test_clauses_know_whether_they_stand_in_quotation_marks(sentence: str, quoted: dict[str, bool]) -> None:
    assert {clause.verb.main.lemma: clause.quoted for clause in clauses_of(sentence)} == quoted


WORDS = st.sampled_from(
    [
        *"the rebels army that who which if unless after said attacked was to withdraw of by in and , “ ” from".split(),
        *"not shelling killed three Armenia town , they has been will whose until ( ) -- being what".split(),
    ]
)


@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_any_row_of_words_gives_clauses_that_hang_together(text: str) -> None:
    items, clauses = items_of(text), clauses_of(text)
    indexes = [clause.verb.main.index for clause in clauses]
    assert indexes == sorted(set(indexes))
    assert all(clause.parent is None or clause.parent in clauses for clause in clauses)
    assert all(item.words for item in items if isinstance(item, NounPhrase))

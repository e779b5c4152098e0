"""In whose voice an act is told, and whether it happened: tables an analyst can extend.

Every text is read as a whole report of Monday 15 June 2020.
"""

import pytest
from short_reports import names, read

from casus.records import Event, EventType, Status


def acts(text: str, kind: EventType) -> list[Event]:
    return [event for event in read(text).events if event.type == kind]


def the_act(text: str, kind: EventType) -> Event:
    """The one act of a type in a text."""
    found = acts(text, kind)
    assert len(found) == 1, [(one.type, one.status, one.span) for one in read(text).events]
    return found[0]


STATUSES: list[tuple[Status, EventType, str]] = [
    # told as it is
    ("actual", "ASSAULT", "Rebels bombed the port."),
    ("actual", "ASSAULT", "Rebels are bombing the port."),
    ("actual", "ASSAULT", "The port was bombed by rebels."),
    ("actual", "ASSAULT", "When rebels bombed the port, people fled."),
    ("actual", "ASSAULT", "Armenian forces had shelled Ganja."),
    ("actual", "RETREAT", "Armenian forces withdrew from Ganja after talks."),
    ("historical", "ASSAULT", "Rebels bombed the port in 2015."),
    ("historical", "ASSAULT", "Armenian forces shelled Ganja in 1992."),
    ("actual", "ASSAULT", "Rebels continued to shell the port."),
    ("actual", "ASSAULT", "The rebels managed to bomb the port."),
    ("actual", "ASSAULT", "Rebels helped the army to capture the port."),
    ("actual", "ASSAULT", "The army claims to have killed 40 fighters."),
    # said, but no less told as an act
    ("actual", "ASSAULT", "Witnesses said that rebels bombed the port."),
    ("actual", "ASSAULT", "The mayor claims that rebels bombed the port."),
    ("actual", "ASSAULT", "The mayor alleged that rebels bombed the port."),
    # still ahead
    ("future", "ASSAULT", "Armenian forces will shell Ganja."),
    ("future", "ASSAULT", "Armenian forces are going to shell Ganja."),
    ("future", "ASSAULT", "Rebels planned to bomb the port."),
    ("future", "ASSAULT", "The rebels threatened to bomb the port."),
    ("future", "RETREAT", "The rebels promised to release the hostages."),
    ("future", "RETREAT", "The rebels offered to release the hostages."),
    ("future", "RETREAT", "Armenia agreed to withdraw its troops from Ganja."),
    ("future", "RETREAT", "Armenian forces are expected to withdraw from Ganja."),
    ("future", "ASSAULT", "The Syrian military plans to attack Idlib."),
    ("future", "MOBILIZE", "Turkey said it would send troops to Azerbaijan."),
    # hanging on a condition
    ("conditional", "RETREAT", "Unless rebels leave the port, the army will attack."),
    ("conditional", "MOBILIZE", "If Azerbaijan attacked Armenia, Russia would send troops."),
    ("conditional", "ASSAULT", "Russia will help Armenia if Azerbaijan attacks it."),
    ("conditional", "ASSAULT", "Turkey said it would send troops to Azerbaijan if Armenia attacked."),
    # asked for
    ("requested", "RETREAT", "Azerbaijan demanded that Armenia withdraw its troops."),
    ("requested", "RETREAT", "Azerbaijan urged Armenia to withdraw its troops."),
    ("requested", "RETREAT", "Azerbaijan insisted that Armenia withdraw its troops."),
    ("requested", "RETREAT", "Turkey demanded the withdrawal of Armenian forces from Ganja."),
    ("requested", "RETREAT", "Turkey called for Armenia to withdraw its troops from Ganja."),
    ("requested", "RETREAT", "Turkey hopes Armenia will withdraw its troops."),
    ("requested", "RETREAT", "Armenian forces must withdraw from Ganja."),
    ("requested", "RETREAT", "The rebels should leave the port."),
    ("requested", "RETREAT", "The rebels want the army to leave Harn."),
    ("requested", "ASSAULT", "The Armenian army ordered its troops to shell Ganja."),
    # feared, believed, or no more than tried
    ("possible", "ASSAULT", "Armenian forces may shell Ganja."),
    ("possible", "ASSAULT", "Armenian forces might shell Ganja."),
    ("possible", "ASSAULT", "Armenian forces could shell Ganja."),
    ("possible", "ASSAULT", "The rebels can bomb the port."),
    ("possible", "ASSAULT", "Officials fear that Armenian forces will shell Ganja."),
    ("possible", "ASSAULT", "Police feared that rebels would bomb the port."),
    ("possible", "ASSAULT", "It is feared that Armenian forces will capture Ganja."),
    ("possible", "ASSAULT", "Fears that rebels could bomb the port grew."),
    ("possible", "ASSAULT", "There is a risk that rebels will bomb the port."),
    ("possible", "ASSAULT", "The mayor predicted that rebels would bomb the port."),
    ("possible", "ASSAULT", "Turkey warned that Armenian forces could shell Ganja."),
    ("possible", "ASSAULT", "Analysts believe Armenian forces shelled Ganja."),
    ("possible", "ASSAULT", "Armenian forces are believed to have shelled Ganja."),
    ("possible", "ASSAULT", "Armenian forces tried to shell Ganja."),
    ("possible", "ASSAULT", "The rebels attempted to bomb the port."),
    ("possible", "RETREAT", "Armenia considers withdrawing from Ganja."),
    # not so
    ("negated", "ASSAULT", "Armenian forces did not shell Ganja."),
    ("negated", "ASSAULT", "Armenian forces didn’t shell Ganja."),
    ("negated", "ASSAULT", "Armenian forces never shelled Ganja."),
    ("negated", "ASSAULT", "The rebels have never bombed the port."),
    ("negated", "ASSAULT", "No Armenian forces shelled Ganja."),
    ("negated", "ASSAULT", "There was no attack on Ganja."),
    ("negated", "ASSAULT", "Armenian forces failed to shell Ganja."),
    ("negated", "ASSAULT", "Armenian forces were unable to capture Ganja."),
    ("negated", "ASSAULT", "The rebels refused to bomb the port."),
    ("negated", "ASSAULT", "The rebels denied bombing the port."),
    ("negated", "ASSAULT", "Armenia denied that its forces shelled Ganja."),
    ("negated", "ASSAULT", "Armenia rejected claims that its forces shelled Ganja."),
    ("negated", "ASSAULT", "The mayor said rebels did not bomb the port."),
    ("negated", "ASSAULT", "The army prevented rebels from shelling Ganja."),
    ("negated", "ASSAULT", "The army foiled a plot to bomb the port."),
    ("negated", "ASSAULT", "The rebels abandoned a plan to bomb the port."),
    ("negated", "ASSAULT", "The army's plan to shell Ganja failed."),
    ("negated", "SUPPORT", "Neither the army nor the rebels signed the deal."),
    ("negated", "RETREAT", "Armenia will not withdraw its troops."),
    ("negated", "RETREAT", "Armenia refused to withdraw its troops from Ganja."),
    ("negated", "MOBILIZE", "Turkey denied that it had sent troops to Azerbaijan."),
]


@pytest.mark.parametrize(("status", "kind", "text"), STATUSES, ids=[text for _, _, text in STATUSES])
def test_an_act_has_this_status(status: Status, kind: EventType, text: str) -> None:
    assert the_act(text, kind).status == status


VOICES: list[tuple[str, str]] = [
    ("", "Azerbaijani forces shelled Martuni."),
    ("Armenian army", "The Armenian army said that Azerbaijani forces shelled Martuni."),
    ("Armenian army", "The Armenian army said Azerbaijani forces shelled Martuni."),
    ("Armenian army", "The Armenian army claimed Azerbaijani forces shelled Martuni."),
    ("Armenian army", "According to the Armenian army, Azerbaijani forces shelled Martuni."),
    ("Armenian army", "Azerbaijani forces shelled Martuni, according to the Armenian army."),
    ("ministry", "According to the ministry, the army and the rebels clashed near Goma."),
    ("mayor", "The mayor said soldiers and rebels had clashed near Goma."),
    ("Armenian army", "Azerbaijani forces shelled Martuni, the Armenian army said."),
    ("Armenian army", "Azerbaijani forces shelled Martuni, said the Armenian army."),
    ("Armenian army", "Azerbaijani forces shelled Martuni, the Armenian army told reporters."),
    ("Armenian army", '"Azerbaijani forces shelled Martuni," the Armenian army said.'),
    ("Armenian army", "“Azerbaijani forces shelled Martuni this morning,” said the Armenian army."),
    ("Armenian army", 'The Armenian army said: "Azerbaijani forces shelled Martuni."'),
    ("Armenian army", "Azerbaijani forces, the Armenian army said, shelled Martuni."),
    ("defence ministry", "The defence ministry said Azerbaijani forces shelled Martuni."),
    ("Residents", "Residents said Azerbaijani forces shelled Martuni."),
    ("witness", "A witness told the BBC that Azerbaijani forces shelled Martuni."),
    ("Analysts", "Analysts believe Azerbaijani forces shelled Martuni."),
    ("Officials", "Officials fear that Azerbaijani forces will shell Martuni."),
    ("Government of Turkey", "Turkey warned that Azerbaijani forces could shell Martuni."),
    ("Nikol Pashinyan", "Nikol Pashinyan met reporters. Azerbaijani forces shelled Martuni, he said."),
    ("Nikol Pashinyan", "Nikol Pashinyan met reporters. He said Azerbaijani forces shelled Martuni."),
    ("Nikol Pashinyan", "Nikol Pashinyan met reporters. Pashinyan said Azerbaijani forces shelled Martuni."),
    # of a chain, the nearest speaker
    ("residents", "The Armenian army reported that residents said Azerbaijani forces had shelled Martuni."),
    ("Government of Azerbaijan", "Armenia said that Azerbaijan had admitted that its forces shelled Martuni."),
    ("mayor", "The army said the mayor had claimed that rebels bombed the port."),
    ("army", "The mayor said the army had denied that it bombed the port."),
    # what is taken for granted by whoever speaks
    ("mayor", "The mayor said rebels who bombed the port had fled."),
    ("mayor", "The mayor, who said rebels bombed the port, fled."),
    ("", "The mayor, whose house rebels bombed, fled."),
]


@pytest.mark.parametrize(("voice", "text"), VOICES, ids=[text for _, text in VOICES])
def test_an_act_is_told_by(voice: str, text: str) -> None:
    assert names(the_act(text, "ASSAULT").voice) == ((voice,) if voice else ())


def test_a_quotation_goes_on_in_the_voice_of_its_speaker() -> None:
    text = '"Rebels bombed the port," the mayor said. "They burned the market." The army left the port.'
    told = {event.mode: names(event.voice) for event in read(text).events if event.type == "ASSAULT"}
    assert told == {"explosives": ("mayor",), "destroy": ("mayor",)}
    assert [names(event.voice) for event in acts(text, "RETREAT")] == [()]


def test_all_that_one_speaker_says_in_a_sentence_is_in_his_voice() -> None:
    voices = [
        names(event.voice) for event in acts("The mayor said rebels bombed the port and killed nine people.", "ASSAULT")
    ]
    assert voices == [("mayor",), ("mayor",)]


CHANNELS: list[tuple[str | None, str]] = [
    (None, "The Armenian army said Azerbaijani forces shelled Martuni."),
    ("tweet", "In a tweet, Nikol Pashinyan said Azerbaijani forces shelled Martuni."),
    ("tweet", "“Azerbaijani forces shelled Martuni,” Nikol Pashinyan tweeted."),
    ("tweet", "Nikol Pashinyan wrote on Twitter that Azerbaijani forces shelled Martuni."),
    ("television", "Nikol Pashinyan told state television that Azerbaijani forces shelled Martuni."),
    ("telephone", "Nikol Pashinyan told Vladimir Putin by telephone that Azerbaijani forces shelled Martuni."),
    ("statement", "In a statement, the Armenian foreign ministry said Azerbaijani forces shelled Martuni."),
    ("statement", "The army said in a statement that Azerbaijani forces shelled Martuni."),
    ("radio", "The army said on the radio that Azerbaijani forces shelled Martuni."),
    ("social media", "Armenia’s army said on Telegram that Azerbaijani forces shelled Martuni."),
    ("letter", "In a letter, Nikol Pashinyan said Azerbaijani forces shelled Martuni."),
    ("interview", "In an interview with Reuters, Nikol Pashinyan said Azerbaijani forces shelled Martuni."),
    ("interview", "In an interview, Nikol Pashinyan said Azerbaijani forces shelled Martuni."),
]


@pytest.mark.parametrize(("channel", "text"), CHANNELS, ids=[text for _, text in CHANNELS])
def test_how_it_was_said_is_kept(channel: str | None, text: str) -> None:
    assert the_act(text, "ASSAULT").channel == channel


def test_what_is_asked_for_is_no_channel() -> None:
    (event,) = acts("The rebels demanded the release of the prisoners.", "REQUEST")
    assert event.channel is None


HELD: list[tuple[EventType, EventType, str]] = [
    ("REJECT", "ASSAULT", "Armenia denied that its forces shelled Ganja."),
    ("REJECT", "ASSAULT", "The rebels denied bombing the port."),
    ("REJECT", "RETREAT", "Armenia refused to withdraw its troops from Ganja."),
    ("REQUEST", "RETREAT", "Azerbaijan demanded that Armenia withdraw its troops."),
    ("REQUEST", "RETREAT", "Azerbaijan urged Armenia to withdraw its troops."),
    ("REQUEST", "RETREAT", "Turkey demanded the withdrawal of Armenian forces from Ganja."),
    ("REQUEST", "RETREAT", "The rebels must leave the port, the mayor said."),
    ("REQUEST", "ASSAULT", "The Armenian army ordered its troops to shell Ganja."),
    ("AGREE", "RETREAT", "Armenia agreed to withdraw its troops from Ganja."),
    ("AGREE", "RETREAT", "The rebels promised to release the hostages."),
    ("AGREE", "SUPPORT", "Turkey vowed to support Azerbaijan."),
    ("AGREE", "MOBILIZE", "Turkey pledged to send troops to Azerbaijan."),
    ("THREATEN", "ASSAULT", "The rebels threatened to bomb the port."),
    ("THREATEN", "ASSAULT", "Turkey threatened to invade Armenia."),
    ("ACCUSE", "MOBILIZE", "Armenia accused Turkey of sending mercenaries to Azerbaijan."),
    ("ACCUSE", "ASSAULT", "The mayor alleged that rebels bombed the port."),
]


@pytest.mark.parametrize(("outer", "inner", "text"), HELD, ids=[text for _, _, text in HELD])
def test_an_act_stands_within_the_speech_act_that_holds_it(outer: EventType, inner: EventType, text: str) -> None:
    speech, act = the_act(text, outer), the_act(text, inner)
    assert act.within == speech.id
    assert (speech.within, speech.status, names(speech.voice)) == (None, "actual", ())
    assert act.voice == speech.actors or names(act.voice) == names(speech.actors)


DOERS: list[tuple[str, str, EventType, str]] = [
    ("Government of Armenia", "", "RETREAT", "Azerbaijan urged Armenia to withdraw its troops."),
    ("Government of Armenia", "", "RETREAT", "Azerbaijan demanded that Armenia withdraw its troops."),
    ("Government of Turkey", "Government of Armenia", "ASSAULT", "Turkey threatened to invade Armenia."),
    ("rebels", "hostages", "RETREAT", "The rebels promised to release the hostages."),
    (
        "Government of Turkey",
        "Government of Azerbaijan",
        "MOBILIZE",
        "Armenia accused Turkey of sending mercenaries to Azerbaijan.",
    ),
    ("rebels", "people of Ganja", "ASSAULT", "The army prevented rebels from shelling Ganja."),
    ("army", "", "RETREAT", "The rebels want the army to leave Harn."),
    ("unidentified", "people of Ganja", "ASSAULT", "The United Nations condemned the shelling of Ganja."),
    ("rebels", "", "ASSAULT", "The mayor urged rebels not to bomb the port."),
]


@pytest.mark.parametrize(("actor", "recipient", "kind", "text"), DOERS, ids=[text for *_, text in DOERS])
def test_who_would_do_what_is_held(actor: str, recipient: str, kind: EventType, text: str) -> None:
    act = the_act(text, kind)
    assert names(act.actors) == (actor,)
    assert names(act.recipients) == ((recipient,) if recipient else ())


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Turkey warned that Armenian forces could shell Ganja.", {"ASSAULT"}),
        ("The army warned that it would bomb the port.", {"ASSAULT", "THREATEN"}),
    ],
)
def test_a_warning_is_a_threat_only_if_the_speaker_would_do_it(text: str, kinds: set[EventType]) -> None:
    assert {event.type for event in read(text).events} == kinds


PLEDGES: list[tuple[str, EventType, str, str, str]] = [
    (
        "Government of Russia",
        "MOBILIZE",
        "if Azerbaijan attacks it",
        "Government of Azerbaijan",
        "Russia promised to send troops to Armenia if Azerbaijan attacks it.",
    ),
    (
        "Government of Russia",
        "MOBILIZE",
        "If Azerbaijan attacks Armenia",
        "Government of Azerbaijan",
        "If Azerbaijan attacks Armenia, Russia will send troops.",
    ),
    (
        "Government of Turkey",
        "MOBILIZE",
        "if Armenia attacked",
        "Government of Armenia",
        "Turkey said it would send troops to Azerbaijan if Armenia attacked.",
    ),
    (
        "Government of Russia",
        "MOBILIZE",
        "Should Azerbaijan attack",
        "Government of Azerbaijan",
        "Should Azerbaijan attack, Russia will send troops to Armenia.",
    ),
    (
        "Government of Russia",
        "MOBILIZE",
        "in case Azerbaijan attacks",
        "Government of Azerbaijan",
        "Russia will send troops to Armenia in case Azerbaijan attacks.",
    ),
    (
        "Government of Russia",
        "MOBILIZE",
        "unless Azerbaijan stops the fighting",
        "Government of Azerbaijan",
        "Russia will send troops to Armenia unless Azerbaijan stops the fighting.",
    ),
    (
        "army",
        "ASSAULT",
        "Unless rebels leave the port",
        "rebels",
        "Unless rebels leave the port, the army will attack.",
    ),
]


@pytest.mark.parametrize(
    ("guarantor", "act", "condition", "trigger", "text"), PLEDGES, ids=[row[-1] for row in PLEDGES]
)
def test_a_promise_with_a_condition_is_a_pledge(
    guarantor: str, act: EventType, condition: str, trigger: str, text: str
) -> None:
    (pledge,) = read(text).pledges
    assert (names(pledge.guarantors), pledge.act, pledge.condition) == ((guarantor,), act, condition)
    assert names(pledge.trigger.actors) == (trigger,)


@pytest.mark.parametrize(
    "text",
    [
        "Russia will send troops to Armenia.",
        "Russia sent troops to Armenia when Azerbaijan attacked it.",
        "Russia may send troops to Armenia.",
        "If Azerbaijan attacked Armenia, Russia would send troops.",
    ],
)
def test_what_has_no_condition_or_is_only_supposed_is_no_pledge(text: str) -> None:
    assert read(text).pledges == ()


@pytest.mark.parametrize(
    "text", ["Did Azerbaijan shell Martuni?", "The weather was fine.", "Concern over the war grew in Ganja."]
)
def test_questions_and_feelings_state_nothing(text: str) -> None:
    assert [event.type for event in read(text).events if event.status == "actual"] == []

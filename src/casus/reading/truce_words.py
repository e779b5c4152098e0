"""The words of truces: what names one, and what the nouns and verbs around it say of how it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from casus.reading.phrases import NounPhrase
from casus.records import TruceState


def words(text: str) -> frozenset[str]:
    """A set of words from a string of them."""
    return frozenset(text.split())


def _by_word(lists: Mapping[TruceState, str]) -> dict[str, TruceState]:
    """word -> state; an underscore stands for the blank between a verb and its particle."""
    return {word.replace("_", " "): state for state, listed in lists.items() for word in listed.split()}


# ---------------------------------------------------------------------- names
_TRUCE = r"cease-?\s?fires?|truces?|armistices?"
NAMED = re.compile(
    rf"\b(?:{_TRUCE}|hostilities|fighting|shooting|cessation|humanitarian pauses?"
    r"|peace (?:accord|agreement|deal|treaty|pact)s?|(?:fell|fallen) silent)\b",
    re.IGNORECASE,
)
"""Sentences without any of these name no truce."""
TOLD = re.compile(rf"\b(?:{_TRUCE}|cessation of hostilities|humanitarian pause)\b", re.IGNORECASE)
"""What must have been told before for "it" and "the deal" to be a truce."""
OTHER_MATTERS = re.compile(
    r"\b(?:tariffs?|trade (?:war|truce|dispute|talks)|price war|shareholders?|takeover|boardroom|lawsuits?"
    r"|(?:political|party|budget|legal|labou?r) truce|deficits?"
    r"|truces?\b.{0,40}\bover (?:\w+ )?(?:pay|salar|wage|transfer|job|price|fee)\w*)\b",
    re.IGNORECASE,
)
"""Sentences with any of these speak of truces in trade or politics."""
TRUCES = words("ceasefire cease-fire truce armistice hudna")
DEALS = words("agreement deal accord pact arrangement declaration announcement treaty understanding regime")
_PAUSES = words("pause lull halt stop end break suspension cessation stoppage")
_SURE_PAUSES = words("pause cessation halt")
FIGHTING = words("fighting hostilities shooting combat violence fire bloodshed war shelling bombing")
SURE_FIGHTING = words("fighting hostilities shooting combat")
WARS = words("war fighting conflict hostilities insurgency bloodshed")
ENDING = words("end ending ended ends halt stop halting stopping")
_PEACE_DEALS = words("accord agreement deal treaty pact settlement")
ECHO_DEALS = words("deal agreement accord pact arrangement")
ECHOES = words("it they both this which none neither that each all")
HEADS = _by_word(
    {
        "proposed": "plan proposal offer call talks talk negotiation bid initiative effort push demand appeal draft",
        "violated": "violation breach infraction",
        "collapsed": "collapse breakdown",
        "in force": "extension",
    }
)
"""What a noun behind "ceasefire" says ("ceasefire violations"); other nouns ("line", "monitors") name no truce."""


def naming(phrase: NounPhrase) -> str | None:
    """How a phrase names a truce.

    "truce"; "compound" (ceasefire talks); "pause" (end to the fighting), "peace" (peace accord): these two only if
    something is done with them; None where it names none.
    """
    head = phrase.head
    before = phrase.words[-2].low if len(phrase.words) > 1 else ""
    if head.lemma in TRUCES or head.low in TRUCES or (head.low in ("fire", "fires") and before == "cease"):
        return "truce"
    two = f"{phrase.words[-3].low} {before}" if len(phrase.words) > 2 else ""
    if before in TRUCES or two == "cease fire":
        return "truce" if head.lemma in DEALS else "compound" if head.lemma in HEADS else None
    if head.lemma in _PAUSES and (before == "humanitarian" or _is_of_fighting(phrase)):
        return "truce" if head.lemma in _SURE_PAUSES else "pause"
    return "peace" if before == "peace" and head.lemma in _PEACE_DEALS else None


def _is_of_fighting(phrase: NounPhrase) -> bool:
    """ "cessation of hostilities", "halt to the fighting", "cessation of hostilities agreement"."""
    behind = (one for one in phrase.after if one.preposition in ("of", "in", "to"))
    named = [{word.low for word in one.words} for one in behind]
    return any(said & SURE_FIGHTING or {"military", "operations"} <= said for said in named)


# ---------------------------------------------------------------------- what is said of them
SUBJECT = _by_word(
    {
        "in force": "hold last survive endure prevail continue remain stand begin start commence persist stay resume "
        "take_effect take_hold come_into go_into enter_into kick_in enter_force",
        "collapsed": "collapse fail crumble unravel expire lapse end disintegrate break rupture die vanish break_down "
        "break_up fall_apart fall_through run_out break_off",
    }
)
"""Verbs whose subject a truce is: "the ceasefire held"."""
OBJECT = _by_word(
    {
        "agreed": "agree sign reach declare announce proclaim broker mediate conclude negotiate arrange strike seal "
        "secure forge clinch finalise finalize accept initial ratify approve endorse order establish achieve "
        "facilitate cement unveil make impose adopt bring yield hammer_out work_out enter_into call put_together",
        "in force": "observe respect hold keep honour honor extend prolong renew maintain uphold implement monitor "
        "enforce begin start oversee supervise verify guarantee restore preserve salvage consolidate police enter "
        "reinstate strengthen put_into put_in",
        "violated": "break violate breach flout ignore shatter disregard infringe defy mar contravene transgress "
        "undermine",
        "collapsed": "end abandon scrap suspend terminate renounce revoke cancel rescind annul void bury torpedo "
        "derail repudiate call_off break_off tear_up rip_up pull_out walk_out throw_out",
        "proposed": "propose demand urge seek offer suggest want request reject refuse discuss consider favour favor "
        "advocate support back prefer dismiss spurn oppose need debate explore promise plan envisage envision pursue "
        "table submit call_for rule_out",
    }
)
"""Verbs whose object a truce is, or whose subject in the passive: "signed a truce", "the truce was signed"."""
_BEHIND: tuple[tuple[TruceState, str, str], ...] = (
    ("agreed", "on to upon", "agree sign"),
    ("agreed", "to", "assent consent accede lead"),
    ("agreed", "in with by", "end result culminate conclude"),
    ("agreed", "on for", "settle"),
    ("agreed", "into", "enter"),
    ("in force", "to", "commit adhere stick keep hold"),
    ("in force", "by", "stand abide bind"),
    ("in force", "with", "comply"),
    ("collapsed", "of from", "withdraw pull walk back"),
    ("collapsed", "on", "renege"),
    ("proposed", "for", "call appeal press push ask plead hope be lobby campaign beg wait"),
    ("proposed", "for on toward towards about over", "work negotiate talk vote"),
    ("proposed", "at for", "aim"),
)
PREPOSITIONAL = {verb: (words(behind), state) for state, behind, verbs in _BEHIND for verb in verbs.split()}
"""Verbs with a truce behind a preposition: "agreed to a truce", "called for a truce"."""
HOLDERS = _by_word(
    {
        "violated": "violation breach infringement infraction breaking disregard contravention",
        "collapsed": "collapse breakdown end failure expiry expiration termination suspension rupture unravelling "
        "unraveling abandonment cancellation demise lapse",
        "proposed": "call proposal appeal demand offer request attempt effort hope talks talk negotiation bid plea "
        "push prospect chance need rejection refusal discussion idea draft possibility opportunity pressure plan "
        "initiative resolution ultimatum condition",
        "agreed": "agreement declaration announcement signing deal accord conclusion acceptance commitment terms text "
        "memorandum protocol decree",
        "in force": "extension implementation observance respect maintenance renewal start beginning monitoring "
        "enforcement compliance adherence day hour week month minute onset",
    }
)
"""Nouns that a truce hangs on: "violations of the truce", "a call for a truce"."""
HOLDING = words("of for on about to at with over into in")
DONE_HOLDERS = words("terms agreement deal accord text conclusion implementation extension")
"""Holders of which the verb says more than they: "the terms of a truce were rejected"."""

FOLLOWED = words("observe respect maintain keep honour honor uphold implement adhere abide comply")
"""Verbs that, negated, say that a truce was broken."""
STANDING = FOLLOWED - {"implement"} | words("extend prolong renew stick monitor enforce preserve salvage verify")
"""Verbs that, demanded or planned, take it for granted that the truce is there."""
RESTORING = words("restore reinstate salvage achieve reach establish secure")
"""Verbs that, as a purpose, take it for granted that there is none."""
TRUCE_VERBS = words("violate breach break flout sign broker mediate negotiate extend observe respect honour honor")
"""Verbs whose object "it" is the truce told before."""
KEPT_TO = words("keep adhere stick abide")
"""Verbs that say the same of "it" behind a preposition."""
ECHO_STRAYS = words("welcome support back want seek begin start continue end remain announce be")
"""Verbs that say too little of "it" or "the deal" to be sure that a truce is meant."""
ALSO_TRANSITIVE = words("end break begin start resume fail enter hold stand apply")
GRANTING = words("agree accept pledge promise vow undertake decide order manage")
WISHING = words(
    "urge call appeal demand ask tell want beg implore press plead exhort push order propose offer request need must "
    "refuse reject"
)
UNFULFILLED = words("fail refuse decline neglect cease")
SEEMING = words("appear seem look continue begin start prove come")
FEARED = words("fear avoid prevent avert punish deny warn risk expect threaten await")
PREDICATES: dict[str, TruceState] = {
    **dict.fromkeys(words("force effect place"), "in force"),
    **dict.fromkeys(words("over dead tatters ruins finished void"), "collapsed"),
}
"""Words behind "is": "in force", "over", "in tatters"."""
PARTICLES = words("effect hold into in down apart through out off to up force for from of together")
CHARGING = words("blame accuse charge criticise criticize condemn denounce rebuke fault")
REPORTING = words("report record register denounce condemn count cite log document speak protest decry")

# ---------------------------------------------------------------------- sides and mediators
BROKERS = words(
    "broker mediate negotiate facilitate sponsor arrange host organise organize oversee supervise guarantee"
)
SURE_BROKERS = words("broker mediate facilitate sponsor host")
LEADERS = words("lead chair moderate convene")
BROKERED = re.compile(
    r"(.+)-(?:brokered|mediated|sponsored|negotiated|facilitated|backed|led|arranged|imposed|guaranteed)$",
    re.IGNORECASE,
)
BROKER_NOUNS = words("mediator broker facilitator guarantor intermediary sponsor go-between")
AUSPICES = words("auspices mediation brokerage sponsorship patronage aegis intercession supervision")
TALKS = AUSPICES | words("talks talk negotiation discussion effort pressure initiative consultation diplomacy")
ONLOOKERS = words("monitor oversee supervise verify enforce police endorse support back guarantee")
"""Verbs whose subject is no party to the truce."""
OWN_TRUCE = words(
    "reject refuse offer propose seek accept want discuss consider request spurn dismiss oppose negotiate suggest "
    "promise sign reach declare favour favor"
)
"""Verbs whose subject would be a party to the truce that is only proposed."""
ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}

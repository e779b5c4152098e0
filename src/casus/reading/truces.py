"""Truces and how they stand, as a sentence says.

A truce is named by a noun ("the ceasefire", "a halt to the fighting", "it" or "the deal" once told) or by a verb
("agreed to stop fighting"). How it stands is said by the noun it hangs on ("violations of the truce"), or by the verb
whose subject, object or prepositional phrase it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casus.knowledge.actors import actor_book
from casus.reading.clauses import Clause
from casus.reading.drafts import Draft, Stance
from casus.reading.frames import chain
from casus.reading.passage import Passage
from casus.reading.phrases import NounPhrase
from casus.reading.settings import find_place, find_time, place_of
from casus.reading.stances import Stances
from casus.reading.words import Word
from casus.records import Actor, Place, Span, Status, Time, TruceState


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# ---------------------------------------------------------------------- what names a truce
_TRUCE = r"cease-?\s?fires?|truces?|armistices?"
_NAMED = re.compile(
    rf"\b(?:{_TRUCE}|hostilities|fighting|shooting|humanitarian pauses?|peace (?:accord|agreement|deal|treaty|pact)s?"
    r"|(?:fell|fallen) silent|lay(?:ing)? down (?:their |its )?(?:arms|weapons))\b",
    re.IGNORECASE,
)
_TOLD = re.compile(rf"\b(?:{_TRUCE}|cessation of hostilities|humanitarian pause)\b", re.IGNORECASE)
_TOLD_REACH = 700
"""How many characters back a truce may have been named for "it" and "the deal" to mean it."""
_OTHER_MATTERS = re.compile(
    r"\b(?:tariffs?|trade (?:war|truce|dispute|talks)|price war|shareholders?|takeover|boardroom|lawsuits?|playoffs?"
    r"|coach|strikers?|midfielder|goalkeeper|half-time|penalty shoot|innings|quarterback|championship|world cup final"
    r"|political truce|party truce)\b",
    re.IGNORECASE,
)
_NOUNS = _words("ceasefire cease-fire truce armistice hudna")
_DEALS = _words("agreement deal accord pact arrangement declaration announcement treaty understanding regime")
_PAUSES = _words("pause lull halt stop end break suspension cessation stoppage truce")
_FIGHTING = _words("fighting hostilities shooting combat violence fire bloodshed war shelling bombing")
_SURE_FIGHTING = _words("fighting hostilities shooting combat")
_PEACE_DEALS = _words("accord agreement deal treaty pact settlement")
_HEADS: dict[str, TruceState] = {
    **dict.fromkeys(("plan", "proposal", "offer", "call", "talks", "talk", "negotiation", "bid", "initiative", "effort",
                     "push", "demand", "appeal", "draft", "resolution"), "proposed"),
    **dict.fromkeys(("violation", "breach", "infraction"), "violated"),
    **dict.fromkeys(("collapse", "breakdown"), "collapsed"),
    "extension": "in force",
}  # fmt: skip
"""What a noun behind "ceasefire" says ("ceasefire violations"); other nouns ("line", "monitors") name no truce."""
_ECHOES = _words("it they both this which none neither that")
_ECHO_DEALS = _words("deal agreement accord pact arrangement")
_ECHO_STRAYS = _words("welcome support back praise hail want seek begin start continue end keep remain announce")
"""Verbs that say too little of "it" or "the deal" to be sure that a truce is meant."""

# ---------------------------------------------------------------------- how verbs and nouns say it stands
_SUBJECT: dict[str, TruceState] = {
    **dict.fromkeys(
        "hold last survive endure prevail continue remain stand begin start commence persist stay resume apply".split(), "in force"
    ),
    **dict.fromkeys(("take effect", "take hold", "come into", "go into", "enter into", "kick in", "enter force"), "in force"),
    **dict.fromkeys("collapse fail crumble unravel expire lapse end disintegrate break rupture die vanish".split(), "collapsed"),
    **dict.fromkeys(("break down", "break up", "fall apart", "fall through", "come to", "run out", "break off"), "collapsed"),
    **dict.fromkeys("follow emerge".split(), "agreed"),
}  # fmt: skip
_OBJECT: dict[str, TruceState] = {
    **dict.fromkeys(
        "agree sign reach declare announce proclaim broker mediate conclude negotiate arrange strike seal secure forge clinch finalise "
        "finalize accept initial ratify approve endorse welcome hail applaud praise order establish achieve facilitate cement brokered "
        "unveil make conclude impose adopt".split(), "agreed",
    ),
    **dict.fromkeys(("hammer out", "work out", "enter into", "call", "put together"), "agreed"),
    **dict.fromkeys(
        "observe respect hold keep honour honor extend prolong renew maintain uphold implement monitor enforce begin start oversee "
        "supervise verify guarantee restore preserve salvage consolidate police enter reinstate strengthen".split(), "in force",
    ),
    **dict.fromkeys(("put into", "put in"), "in force"),
    **dict.fromkeys("break violate breach flout ignore shatter disregard infringe defy mar contravene transgress undermine".split(), "violated"),
    **dict.fromkeys(
        "end abandon scrap suspend terminate renounce revoke cancel rescind annul void bury torpedo derail cut repudiate".split(), "collapsed"
    ),
    **dict.fromkeys(("call off", "break off", "tear up", "rip up", "pull out", "walk out", "throw out"), "collapsed"),
    **dict.fromkeys(
        "propose demand urge seek offer suggest want request reject refuse discuss consider favour favor advocate support back prefer "
        "dismiss spurn oppose need debate explore promise plan envisage envision pursue table submit deny".split(), "proposed",
    ),
    **dict.fromkeys(("call for", "rule out"), "proposed"),
}  # fmt: skip
_PREPOSITIONAL: dict[str, tuple[frozenset[str], TruceState]] = {
    "agree": (_words("on to upon"), "agreed"), "sign": (_words("on to"), "agreed"), "assent": (_words("to"), "agreed"),
    "consent": (_words("to"), "agreed"), "accede": (_words("to"), "agreed"), "settle": (_words("on for"), "agreed"),
    "lead": (_words("to"), "agreed"), "result": (_words("in"), "agreed"), "culminate": (_words("in"), "agreed"),
    "end": (_words("in with by"), "agreed"), "enter": (_words("into"), "agreed"), "conclude": (_words("with"), "agreed"),
    "commit": (_words("to"), "in force"), "stand": (_words("by"), "in force"), "abide": (_words("by"), "in force"),
    "adhere": (_words("to"), "in force"), "stick": (_words("to"), "in force"), "comply": (_words("with"), "in force"),
    "bind": (_words("by"), "in force"), "withdraw": (_words("from"), "collapsed"), "pull": (_words("of from"), "collapsed"),
    "walk": (_words("of from"), "collapsed"), "back": (_words("of from"), "collapsed"), "renege": (_words("on"), "collapsed"),
    "call": (_words("for"), "proposed"), "appeal": (_words("for"), "proposed"), "press": (_words("for"), "proposed"),
    "push": (_words("for"), "proposed"), "ask": (_words("for"), "proposed"), "plead": (_words("for"), "proposed"),
    "work": (_words("for on toward towards"), "proposed"), "hope": (_words("for"), "proposed"), "appear": (_words("for"), "proposed"),
    "be": (_words("for"), "proposed"), "negotiate": (_words("on for over about"), "proposed"), "talk": (_words("about on"), "proposed"),
    "vote": (_words("for on"), "proposed"), "lobby": (_words("for"), "proposed"), "campaign": (_words("for"), "proposed"),
    "aim": (_words("at for"), "proposed"), "beg": (_words("for"), "proposed"), "wait": (_words("for"), "proposed"),
}  # fmt: skip
_HOLDERS: dict[str, TruceState] = {
    **dict.fromkeys("violation breach infringement infraction breaking disregard contravention".split(), "violated"),
    **dict.fromkeys("collapse breakdown end failure expiry expiration termination suspension rupture unravelling abandonment "
                    "cancellation demise unraveling lapse".split(), "collapsed"),
    **dict.fromkeys("call proposal appeal demand offer request attempt effort hope talks talk negotiation bid plea push prospect "
                    "chance need rejection refusal discussion idea draft possibility opportunity pressure plan initiative "
                    "resolution ultimatum condition".split(), "proposed"),
    **dict.fromkeys("agreement declaration announcement signing deal accord conclusion acceptance commitment terms text "
                    "memorandum protocol decree".split(), "agreed"),
    **dict.fromkeys("extension implementation observance respect maintenance renewal start beginning monitoring enforcement "
                    "compliance adherence day hour week month minute start onset hours".split(), "in force"),
}  # fmt: skip
_HOLDING = _words("of for on about to at with over into in")
_WITHOUT = {"no", "neither", "without"}
_FOLLOWS = {
    "observe",
    "respect",
    "maintain",
    "keep",
    "honour",
    "honor",
    "uphold",
    "implement",
    "adhere",
    "abide",
    "comply",
}
"""Verbs that, negated, say that a truce was broken."""
_STANDS = {"observe", "respect", "maintain", "keep", "honour", "honor", "uphold", "extend", "prolong", "renew", "adhere", "abide",
           "comply", "stick", "monitor", "enforce", "preserve", "salvage", "restore", "guarantee", "verify"}  # fmt: skip
"""Verbs that, demanded or planned, take it for granted that the truce is there."""
_GRANTED = {"agree", "accept", "pledge", "promise", "vow", "undertake", "decide", "order", "manage"}
_WISHED = {"urge", "call", "appeal", "demand", "ask", "tell", "want", "beg", "implore", "press", "plead", "exhort", "push", "order",
           "propose", "offer", "request", "need", "must", "refuse", "reject"}  # fmt: skip
_UNFULFILLED = {"fail", "refuse", "decline", "neglect", "cease"}
_SEEMING = {"appear", "seem", "look", "continue", "begin", "start", "prove", "come"}
_THERE = {"force": "in force", "effect": "in force", "place": "in force", "over": "collapsed", "dead": "collapsed",
          "tatters": "collapsed", "ruins": "collapsed", "finished": "collapsed", "void": "collapsed"}  # fmt: skip
_PARTICLES = _words("effect hold into in down apart through out off to up force for from of together")

# ---------------------------------------------------------------------- who brought it about
_BROKERS = _words(
    "broker mediate negotiate facilitate sponsor arrange host organise organize oversee supervise guarantee"
)
_LEADERS = _words("lead chair moderate convene")
_BROKERED = re.compile(
    r"(.+)-(?:brokered|mediated|sponsored|negotiated|facilitated|backed|led|arranged|imposed|guaranteed)$",
    re.IGNORECASE,
)
_BROKER_NOUNS = _words("mediator broker facilitator guarantor intermediary sponsor go-between")
_TALKS = _words("talks talk negotiation mediation discussion auspices effort brokerage supervision sponsorship patronage intercession "
                "pressure initiative aegis consultation diplomacy")  # fmt: skip
_AUSPICES = _words("auspices mediation brokerage sponsorship patronage aegis intercession supervision")
_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}
_SIDE_SECTORS = {"GOV", "MIL", "REB", "PRM", "UAF", "PRE", "CRM", "SPY", "OPP", "LEG"}
_NO_SIDES = {"side", "sides", "party", "parties"}


@dataclass(slots=True, eq=False)
class TruceDraft:
    """A truce in the making."""

    span: Span
    state: TruceState
    stance: Stance
    parties: tuple[Actor, ...] = ()
    mediators: tuple[Actor, ...] = ()
    times: int = 1
    place: Place | None = None
    time: Time | None = None
    confidence: float = 0.7


@dataclass(slots=True, eq=False)
class _Statement:
    """What one clause says of a truce. phrase: the words that name it; holder: the noun it hangs on ("violations of ...")."""

    state: TruceState
    clause: Clause | None
    phrase: NounPhrase
    holder: NounPhrase | None = None
    echo: bool = False


def find_truces(passage: Passage, drafts: Sequence[Draft], stances: Stances) -> list[TruceDraft]:
    """The truces of one sentence; one for each state, parties and voice they are told with."""
    start, end = passage.span
    text = passage.report.text
    told = _TOLD.search(text, max(0, start - _TOLD_REACH), start) is not None
    named = _NAMED.search(text, start, end) is not None
    if not (named or told) or _OTHER_MATTERS.search(text, start, end):
        return []
    return _Reading(passage, drafts, stances, told=told).truces()


class _Reading:
    """Finds the truces of one sentence. told: a truce was named shortly before it."""

    def __init__(self, passage: Passage, drafts: Sequence[Draft], stances: Stances, *, told: bool) -> None:
        self.passage, self.drafts, self.stances, self.told = passage, drafts, stances, told
        self.resolve = passage.referents.all_of
        self.phrases = list(passage.phrases())
        self.held: dict[int, tuple[NounPhrase, str | None]] = {}
        for phrase in self.phrases:
            for behind in phrase.after:
                for member in behind.members():
                    self.held[id(member)] = (phrase, behind.preposition)

    def truces(self) -> list[TruceDraft]:
        """The records, in the order of the text, without repetitions."""
        statements = [*self._named(), *self._verbal()]
        if not statements or self.told:
            statements += self._echoed(bool(statements))
        found: list[TruceDraft] = []
        for one in statements:
            draft = self._draft(one)
            if draft is not None:
                _keep(found, draft)
        for draft in found:
            if len(draft.parties) == 2:
                self.passage.scene.sides = draft.parties
        return found

    # ------------------------------------------------------------------ namings
    def _named(self) -> Iterator[_Statement]:
        for phrase in self.phrases:
            kind = _naming(phrase)
            if kind is None or phrase.words[0].low in _WITHOUT or _other_kind(phrase):
                continue
            if kind == "peace" and not self._ends_war(phrase):
                continue
            stated = list(self._of_phrase(phrase, weak=kind != "truce"))
            yield from self._overridden(phrase, stated)

    def _ends_war(self, phrase: NounPhrase) -> bool:
        """Whether the words behind a peace accord say that it ends fighting."""
        following = [word.low for word in self.passage.words[phrase.head.index + 1 : phrase.head.index + 14]]
        ending = any(
            word in ("end", "ending", "ended", "ends", "halt", "stop", "halting", "stopping") for word in following
        )
        return ending and any(
            word in ("war", "fighting", "conflict", "hostilities", "insurgency", "bloodshed") for word in following
        )

    def _overridden(self, phrase: NounPhrase, stated: Sequence[_Statement]) -> Iterator[_Statement]:
        """ "... agreed to a ceasefire three times, but they did not last": the end is what counts."""
        for clause in self.passage.clauses:
            later = (
                clause.verb.main.index > phrase.head.index
                and clause.subject is not None
                and clause.subject.head.low in _ECHOES
            )
            if not later or clause.relation == "adverbial":
                continue
            state = self._as_subject(clause)
            if state in ("collapsed", "violated"):
                yield _Statement(state, stated[0].clause if stated else clause, phrase)
                return
        yield from stated

    def _of_phrase(self, phrase: NounPhrase, *, weak: bool) -> Iterator[_Statement]:
        """What the sentence says of a truce that a phrase names. weak: the phrase names one only if something is done with it."""
        head = (
            _HEADS.get(phrase.head.lemma) if phrase.head.lemma not in _NOUNS and _naming(phrase) == "compound" else None
        )
        if head is not None:
            yield from self._of_compound(phrase, head)
            return
        holder, state = self._holder(phrase)
        if holder is not None and state is not None:
            yield from self._of_holder(phrase, holder, state)
            return
        roles = list(self._roles(phrase))
        finite = [(clause, one) for clause, one in roles if clause.relation not in ("reduced", "participle")]
        for clause, one in finite or roles:
            yield _Statement(one, clause, phrase)
        if not roles and not weak:
            yield from self._bare(phrase)

    def _roles(self, phrase: NounPhrase) -> Iterator[tuple[Clause, TruceState]]:
        """The clauses in which a phrase is subject, object or prepositional phrase, with the state each gives it."""
        governing = self._governor(phrase)
        for clause in self.passage.clauses:
            state: TruceState | None = None
            if clause.subject is not None and _among(phrase, clause.subject):
                state = self._as_subject(clause)
            elif clause is governing:
                state = self._as_object(clause, phrase)
            if state is not None:
                state = self._in_stance(state, clause)
            if state is not None:
                yield clause, state

    def _governor(self, phrase: NounPhrase) -> Clause | None:
        """The clause a phrase is object or circumstance of."""
        for clause in self.passage.clauses:
            if any(_among(phrase, one) for one in clause.objects):
                return clause
        holding = [c for c in self.passage.clauses if any(_among(phrase, one) for one in c.circumstances)]
        return min(holding, key=lambda clause: abs(clause.verb.main.index - phrase.head.index), default=None)

    def _holder(self, phrase: NounPhrase) -> tuple[NounPhrase | None, TruceState | None]:
        """The noun that a truce hangs on and what it says; names of those who call for it are passed over."""
        current = phrase
        preposition = phrase.preposition
        for _ in range(3):
            above, preposition = self.held.get(id(current), (None, None))
            if above is None or (preposition not in _HOLDING and current is phrase):
                return None, None
            state = _HOLDERS.get(above.head.lemma) or _HOLDERS.get(above.head.low)
            if state is not None:
                return above, state
            if not above.head.names and above.head.tag != "NNP" and above.head.time is None:
                return None, None
            current = above
        return None, None

    def _of_holder(self, phrase: NounPhrase, holder: NounPhrase, state: TruceState) -> Iterator[_Statement]:
        """ "violations of the truce", "a call for a ceasefire", "the extension of the truce"."""
        clause = self._clause_of(holder)
        if holder.head.lemma in (
            "terms",
            "agreement",
            "deal",
            "accord",
            "text",
            "conclusion",
            "implementation",
            "extension",
        ):
            roles = list(self._roles(holder))
            for one, told in roles:
                yield _Statement(told, one, phrase, holder)
            if roles:
                return
        if holder.words[0].low in _WITHOUT:
            return
        if state in ("violated", "collapsed") and not self._happened(holder, clause):
            return
        yield _Statement(state, clause, phrase, holder)

    def _happened(self, noun: NounPhrase, clause: Clause | None) -> bool:
        """Whether what a noun names took place: "feared a collapse", "would punish violations" do not say so."""
        if clause is None:
            return True
        if clause.verb.negated and not self.passage.lexicon.is_voice(clause.verb.main.lemma):
            return False
        if clause.verb.main.lemma in (
            "fear",
            "avoid",
            "prevent",
            "avert",
            "punish",
            "deny",
            "warn",
            "risk",
            "expect",
            "threaten",
            "await",
        ):
            return False
        return self.stances.status(clause, self.stances.of(clause)) in ("actual", "historical")

    def _of_compound(self, phrase: NounPhrase, state: TruceState) -> Iterator[_Statement]:
        """ "ceasefire talks", "a truce proposal", "ceasefire violations"."""
        clause = self._clause_of(phrase)
        lemma = clause.verb.main.lemma if clause is not None else ""
        if state == "proposed" and clause is not None:
            if (
                lemma in ("accept", "approve", "endorse", "agree", "adopt")
                and not clause.verb.negated
                and clause.verb.modal is None
            ):
                yield _Statement("agreed", clause, phrase, phrase)
                return
            if phrase.head.lemma in ("talks", "talk", "negotiation") and lemma in (
                "suspend",
                "end",
                "abandon",
                "quit",
                "leave",
                "break",
            ):
                return
        if state in ("violated", "collapsed") and not self._happened(phrase, clause):
            return
        yield _Statement(state, clause, phrase, phrase)

    def _bare(self, phrase: NounPhrase) -> Iterator[_Statement]:
        """A truce only mentioned is a record if it names who made it; in a headline the words before it may be a verb."""
        verb = next((word for word in phrase.words[:-1] if word.readings and word.lemma in _OBJECT), None)
        if not self.passage.clauses and verb is not None:
            yield _Statement(_OBJECT[verb.lemma], None, phrase)
        elif phrase.preposition in ("despite", "notwithstanding") and self._fighting_goes_on():
            yield _Statement("violated", self._clause_of(phrase), phrase)
        elif phrase.preposition != "without" and (
            self._between(phrase) or any(_BROKERED.match(word.text) for word in phrase.words)
        ):
            yield _Statement("in force" if phrase.preposition == "since" else "agreed", self._clause_of(phrase), phrase)

    def _fighting_goes_on(self) -> bool:
        return any(
            draft.type == "ASSAULT" and draft.status == "actual" and draft.phrase is None for draft in self.drafts
        )

    def _clause_of(self, phrase: NounPhrase) -> Clause | None:
        return self._governor(phrase) or self.passage.clause_of(phrase)

    # ------------------------------------------------------------------ verbs
    def _as_subject(self, clause: Clause) -> TruceState | None:
        """ "The truce held", "was agreed", "is in force", "failed to hold", "appears to be holding"."""
        verb = clause.verb
        lemma, negated = verb.main.lemma, verb.negated or self._is_none(clause)
        if verb.passive:
            return self._passive(clause, negated)
        if lemma in ("be", "become", "lie", "remain") and (state := self._predicated(clause)) is not None:
            return _negated(state, lemma) if negated else state
        if lemma == "be":
            return None
        if lemma == "end" and any(
            self._is_fighting(phrase) or phrase.head.lemma in ("day", "week", "month") for phrase in clause.objects
        ):
            return "in force"  # "the truce that ended two weeks of fighting"
        state = self._looked_up(_SUBJECT, clause)
        if state is not None and clause.relation == "infinitive" and clause.parent is not None:
            parent = clause.parent.verb.main.lemma
            if parent in _UNFULFILLED:
                negated = not negated
            elif parent == "have" and self._says("yet", clause):
                return "agreed"
        return _negated(state, lemma) if negated and state is not None else state

    def _passive(self, clause: Clause, negated: bool) -> TruceState | None:
        lemma = clause.verb.main.lemma
        state = self._looked_up(_OBJECT, clause)
        if state == "agreed" and any(word.low == "being" for word in clause.verb.words):
            state = "proposed"
        if (
            clause.relation == "infinitive"
            and clause.parent is not None
            and clause.parent.verb.main.lemma in _UNFULFILLED
        ):
            negated = not negated
        return _negated(state, lemma) if negated and state is not None else state

    def _predicated(self, clause: Clause) -> TruceState | None:
        """ "is in force", "is over", "is in tatters"."""
        at = clause.verb.words[-1].index
        for word in self.passage.words[at + 1 : at + 6]:
            if word.tag in (",", ";", "CC", "SC", "."):
                return None
            if word.low in _THERE:
                return _STATES[_THERE[word.low]]
        return None

    def _as_object(self, clause: Clause, phrase: NounPhrase) -> TruceState | None:
        """ "signed a truce", "agreed to a truce", "violating the truce", "called for a truce"."""
        verb = clause.verb
        if verb.passive and phrase.preposition is None:
            return self._passive(clause, verb.negated) if phrase in clause.objects and clause.subject is None else None
        lemma, negated = verb.main.lemma, verb.negated
        state: TruceState | None = None
        if phrase.preposition is not None:
            wanted = _PREPOSITIONAL.get(lemma)
            if wanted is not None and phrase.preposition in wanted[0]:
                state = wanted[1]
            elif self._is_ready_for(clause, phrase):
                state = "proposed"
        elif phrase.head.index > verb.main.index:
            state = self._looked_up(_OBJECT, clause)
            if lemma == "be" and clause.subject in (None, phrase):
                state = "in force" if not negated else None  # "there is a ceasefire"
        if state is None:
            return None
        if lemma == "negotiate" and verb.main.tag == "VBG":
            return "proposed"
        if (
            clause.relation == "infinitive"
            and clause.parent is not None
            and clause.parent.verb.main.lemma in _UNFULFILLED
        ):
            negated = not negated
        return _negated(state, lemma) if negated else state

    def _is_ready_for(self, clause: Clause, phrase: NounPhrase) -> bool:
        before = self.passage.words[max(0, phrase.first.index - 3) : phrase.first.index]
        return clause.verb.main.lemma in ("be", "remain", "stand") and any(
            word.low in ("ready", "prepared", "open", "willing") for word in before
        )

    def _looked_up(self, table: dict[str, TruceState], clause: Clause) -> TruceState | None:
        """The state a verb gives, with the particle behind it where one belongs to it."""
        main = clause.verb.main
        for word in self.passage.words[main.index + 1 : main.index + 7]:
            if word.tag in (",", ";", "SC"):
                break
            near = word.index <= main.index + 3 or word.low == "off"
            if near and word.low in _PARTICLES and (state := table.get(f"{main.lemma} {word.low}")) is not None:
                return state
            if word.tag == "IN" and word.low not in _PARTICLES:
                break
        return table.get(main.lemma)

    def _is_none(self, clause: Clause) -> bool:
        return clause.subject is not None and clause.subject.words[0].low in ("none", "neither", "no")

    def _says(self, word: str, clause: Clause) -> bool:
        at = clause.verb.words[0].index
        return any(one.low == word for one in self.passage.words[max(0, at - 2) : at + 1])

    def _is_fighting(self, phrase: NounPhrase) -> bool:
        return any(one.head.low in _FIGHTING for one in (phrase, *chain(phrase)))

    # ------------------------------------------------------------------ what holds the clause
    def _in_stance(self, state: TruceState, clause: Clause) -> TruceState | None:
        """The state, given whether what is told was demanded, planned, feared or denied; None when nothing is left of it."""
        status = self.stances.status(clause, self.stances.of(clause))
        parent = clause.parent.verb.main.lemma if clause.parent is not None else ""
        lemma = clause.verb.main.lemma
        if status == "conditional" or clause.marker in ("if", "unless", "whether", "lest"):
            return None
        if clause.relation == "infinitive" and parent in _SEEMING:
            return state
        if parent == "allege" or self._is_accused(clause):
            return state
        if state in ("violated", "collapsed"):
            granted = parent in ("decide", "order", "vote", "announce", "fail", "refuse") or _announces_end(
                clause, state
            )
            past = clause.verb.modal is None and clause.relation != "infinitive"
            return (
                state
                if granted or (status in ("actual", "historical", "negated") and past and not self._is_denied(clause))
                else None
            )
        if state == "proposed" or (
            status in ("actual", "historical") and clause.relation != "infinitive" and clause.verb.modal is None
        ):
            return state
        return self._ahead(state, clause, status, parent, lemma)

    def _ahead(self, state: TruceState, clause: Clause, status: Status, parent: str, lemma: str) -> TruceState | None:
        """A truce that is to come: agreed where somebody grants it, proposed where somebody wants it."""
        if self._is_denied(clause):
            return None if state == "in force" else "proposed"
        if lemma in _STANDS and parent not in _GRANTED:
            return "in force"
        if parent in _GRANTED:
            return "in force" if lemma in ("extend", "prolong", "renew") else "agreed"
        if (
            state == "in force"
            and (clause.verb.modal in ("will", "would") or status == "future")
            and status != "requested"
        ):
            return "agreed"
        return "proposed" if status != "negated" or parent in _UNFULFILLED else "proposed"

    def _is_accused(self, clause: Clause) -> bool:
        outer = self.stances.of(clause).within
        return outer is not None and outer.type == "ACCUSE"

    def _is_denied(self, clause: Clause) -> bool:
        return (
            clause.parent is not None
            and clause.relation in ("that", "gerund")
            and clause.parent.verb.main.lemma in ("deny", "dismiss", "reject")
        )

    # ------------------------------------------------------------------ truces told by verbs
    def _verbal(self) -> Iterator[_Statement]:
        """ "agreed to stop fighting", "urged both sides to lay down their arms", "the guns fell silent"."""
        for clause in self.passage.clauses:
            target = self._stopped(clause)
            if target is None:
                continue
            state = self._stopping(clause)
            if state is not None:
                yield _Statement(
                    state,
                    clause.parent if clause.parent is not None and clause.relation == "infinitive" else clause,
                    target,
                )

    def _stopped(self, clause: Clause) -> NounPhrase | None:
        """The fighting that a clause says is stopped, or the arms laid down."""
        lemma = clause.verb.main.lemma
        if (
            lemma == "fall"
            and clause.subject is not None
            and clause.subject.head.lemma == "gun"
            and self._follows(clause, "silent")
        ):
            return clause.subject
        if lemma == "lay" and clause.objects and clause.objects[0].head.low in ("arms", "weapons"):
            return clause.objects[0]
        if lemma not in ("stop", "halt", "end", "cease", "suspend", "pause"):
            return None
        for phrase in clause.objects[:1]:
            if any(
                one.head.low in _SURE_FIGHTING or (one.head.low == "war" and lemma == "end")
                for one in (phrase, *chain(phrase))
            ):
                return phrase
        if lemma in ("stop", "cease") and any(
            self._follows(clause, word) for word in ("fighting", "shooting", "fire", "firing")
        ):
            at = clause.verb.main.index + 1
            return NounPhrase(self.passage.words[at : at + 1])
        return None

    def _follows(self, clause: Clause, word: str) -> bool:
        at = clause.verb.main.index + 1
        return any(one.low == word for one in self.passage.words[at : at + 2])

    def _stopping(self, clause: Clause) -> TruceState | None:
        """What the verb above an end of fighting makes of it."""
        if clause.verb.main.lemma == "fall":
            return "in force" if not clause.verb.negated and clause.verb.modal is None else None
        parent = clause.parent
        if (
            clause.verb.negated
            or parent is None
            or clause.relation not in ("infinitive", "that")
            or clause.marker == "if"
        ):
            return None
        lemma = parent.verb.main.lemma
        within = self.stances.of(clause).within
        if lemma in _UNFULFILLED or parent.verb.negated:
            return "proposed" if lemma == "refuse" or "agree" in lemma else None
        if lemma in _GRANTED and parent.verb.modal is None:
            return "agreed"
        if lemma in _WISHED or (within is not None and within.type == "REQUEST"):
            return "proposed"
        return None

    # ------------------------------------------------------------------ "it", "the deal"
    def _echoed(self, named: bool) -> Iterator[_Statement]:
        """ "It was agreed last week", "Norway brokered the deal", "both had violated it", of a truce told before."""
        if not self.told or named:
            return
        for clause in self.passage.clauses:
            if clause.verb.main.lemma in _ECHO_STRAYS or clause.relation == "adverbial":
                continue
            phrase, state = self._echo(clause)
            if phrase is not None and state is not None and (state := self._in_stance(state, clause)) is not None:
                yield _Statement(state, clause, phrase, echo=True)

    def _echo(self, clause: Clause) -> tuple[NounPhrase | None, TruceState | None]:
        subject = clause.subject
        if subject is not None and self._is_echo(subject):
            state = self._as_subject(clause)
            return subject, state if clause.verb.passive or state != "in force" or _is_idiom(
                self.passage.words, clause
            ) else None
        for phrase in (*clause.objects[:1], *clause.circumstances):
            if self._is_echo(phrase) and phrase.head.index > clause.verb.main.index and not clause.verb.passive:
                return phrase, self._as_object(clause, phrase)
        return None, None

    def _is_echo(self, phrase: NounPhrase) -> bool:
        first, head = phrase.words[0].low, phrase.head
        if head.low == "it":
            return True
        if (
            head.low == "one" and first in ("first", "second", "third", "previous", "earlier", "another", "last")
        ) or head.low == "first":
            return True
        pointed = first in ("the", "this", "that") and len(phrase.words) <= 3 and not phrase.after
        return (
            pointed
            and head.low in _ECHO_DEALS
            and not any(word.low in ("peace", "nuclear", "trade") for word in phrase.words)
        )

    # ------------------------------------------------------------------ the record
    def _draft(self, told: _Statement) -> TruceDraft | None:
        stance = self._stance(told)
        mediators = self._mediators()
        parties = self._without(self._parties(told), mediators)
        where = Draft(
            type="RETREAT",
            span=told.phrase.span,
            sense=None,
            clause=told.clause,
            phrase=None if told.clause else told.phrase,
        )
        time = find_time(self.passage, where) if told.clause is not None else None
        place = self._place(told, where)
        if not (parties or mediators or place or time or stance.voice) and told.state in ("proposed", "agreed"):
            return None
        return TruceDraft(
            span=self._span(told), state=told.state, stance=Stance(None, stance.voice, stance.channel), parties=parties,
            mediators=mediators if told.state != "proposed" else (), times=self._times(told), place=place, time=time,
            confidence=self._confidence(told, parties),
        )  # fmt: skip

    def _span(self, told: _Statement) -> Span:
        words = (told.holder or told.phrase).words
        last = told.phrase.words[-1]
        first = min(words[0], told.phrase.words[0], key=lambda word: word.start)
        return first.start, max(last.end, words[-1].end)

    def _confidence(self, told: _Statement, parties: Sequence[Actor]) -> float:
        confidence = 0.75 if len(parties) >= 2 else 0.65 if parties else 0.5
        return confidence - 0.1 if told.echo else confidence

    def _stance(self, told: _Statement) -> Stance:
        """In whose voice the state is told; of "accused X of violations" the accuser's."""
        clause = told.clause
        stance = self.stances.of(clause)
        if told.state == "violated" and clause is not None:
            accuser = self._accusation(clause)
            if accuser is not None:
                return Stance(None, accuser.actors or self.resolve(clause.subject), accuser.channel or stance.channel)
            if (
                told.holder is not None
                and clause.subject is not None
                and clause.subject is not told.holder
                and self._is_reporting(clause)
            ):
                return Stance(
                    None, self.resolve(clause.subject) or stance.voice, self.stances.channel(clause) or stance.channel
                )
        return stance

    def _accusation(self, clause: Clause) -> Draft | None:
        """The charge that a breach is told in: of its clause or of the one that holds it."""
        within = self.stances.of(clause).within
        if within is not None and within.type == "ACCUSE":
            return within
        return next((draft for draft in self.passage.drafts.get(clause, ()) if draft.type == "ACCUSE"), None)

    def _is_reporting(self, clause: Clause) -> bool:
        lemma = clause.verb.main.lemma
        return self.passage.lexicon.is_voice(lemma) or lemma in (
            "report", "record", "register", "denounce", "condemn", "count", "cite", "log", "document", "speak", "protest", "decry",
        )  # fmt: skip

    # ------------------------------------------------------------------ parties
    def _parties(self, told: _Statement) -> tuple[Actor, ...]:
        """ "between A and B", "A's truce with B", those who agree on it or break it; else the sides told before."""
        named = self._between(told.phrase) or (self._between(told.holder) if told.holder is not None else ())
        if len(named) >= 2:
            return named
        own = self._owners(told.phrase)
        doers = self._doers(told)
        found = _sides(_joined(doers, own, named))
        if told.state == "violated" and not found:
            found = _sides(self._movers())
        return self._completed(found, told)

    def _completed(self, found: tuple[Actor, ...], told: _Statement) -> tuple[Actor, ...]:
        """One side alone or none: the other is that of the fighting told before, if the one is among them."""
        sides = self.passage.scene.sides
        if not found:
            return sides
        if len(found) == 1 and any(_is_same(found[0], side) for side in sides) and not self._is_unilateral(told):
            return _joined(found, sides)
        return found

    def _is_unilateral(self, told: _Statement) -> bool:
        return any(word.low in ("unilateral", "one-sided", "own") for word in self.passage.words)

    def _between(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """ "between A and B", "with B", "of A and B", "the A-B truce"."""
        found: tuple[Actor, ...] = ()
        for behind in chain(phrase):
            if behind.preposition in ("between", "with", "among", "by"):
                found = _joined(found, self.resolve(behind))
        if (
            not found
            and not phrase.after
            and (clause := self._governor(phrase)) is not None
            and phrase in clause.objects
        ):
            behind_all = [
                one
                for one in clause.circumstances
                if one.preposition == "between" and one.head.index > phrase.head.index
            ]
            found = _joined(found, *(self.resolve(one) for one in behind_all))
        return _sides(_joined(found, *(_hyphenated(word) for word in phrase.words[:-1])))

    def _owners(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """ "the FARC's truce", "a unilateral ceasefire of the FARC", "its truce with Hamas"."""
        if phrase.owner is not None and (found := self.resolve(phrase.owner)):
            return found
        if phrase.words[0].tag == "PRP$":
            return self.passage.referents.possessor(phrase.words[0])
        return next((found for one in phrase.after if one.preposition == "of" and (found := self.resolve(one))), ())

    def _doers(self, told: _Statement) -> tuple[Actor, ...]:
        """Who makes, breaks, rejects or is asked for the truce."""
        clause = told.clause
        if told.state == "violated":
            return self._violators(told)
        if clause is None:
            return self._headline_sides(told.phrase)
        if told.phrase is clause.subject or clause.subject is None or _among(told.phrase, clause.subject):
            return self._agents(clause) if clause.verb.passive else ()
        lemma = clause.verb.main.lemma
        if lemma in _BROKERS or lemma in _MERE_SAYING or told.holder is clause.subject:
            return self._addressed(clause)
        subject = self.resolve(clause.subject)
        if told.state == "proposed":
            asked = self._addressed(clause)
            subject = _joined(subject if lemma in _PARTY_TO or (asked == () and lemma == "agree") else (), asked)
        elif lemma in ("announce", "declare", "order", "impose") and any("IGO" in one.sectors for one in subject):
            return ()
        return tuple(one for one in subject if "IGO" not in one.sectors)

    def _agents(self, clause: Clause) -> tuple[Actor, ...]:
        """ "was signed by A and B"; brokers are no parties."""
        if clause.verb.main.lemma in _BROKERS | _MERE_SAYING | {"propose", "offer"} - {"declare"}:
            return ()
        return next((self.resolve(one) for one in clause.circumstances if one.preposition == "by"), ())

    def _addressed(self, clause: Clause) -> tuple[Actor, ...]:
        """ "urged A and B to agree on a truce"."""
        for child in self.passage.clauses:
            if (
                child.parent is clause
                and child.relation == "infinitive"
                and child.subject is not None
                and child.subject is not clause.subject
            ):
                return self.resolve(child.subject)
        if clause.relation == "infinitive" and clause.parent is not None and clause.parent.verb.main.lemma in _WISHED:
            return self.resolve(clause.subject) if clause.subject is not clause.parent.subject else ()
        objects = [one for one in clause.objects if one.preposition is None and _naming(one) is None]
        called = [
            one
            for one in clause.circumstances
            if one.preposition == "on" and clause.verb.main.lemma in ("call", "press")
        ]
        return next((found for one in (*objects, *called) if (found := self.resolve(one))), ())

    def _headline_sides(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """ "A and B sign ceasefire": the names before the verb, where nothing but a phrase was seen."""
        found: list[Actor] = []
        for word in self.passage.words[: phrase.head.index]:
            if word.names:
                found.append(word.names[0].actor((word.start, word.end)))
        return tuple(found)

    def _violators(self, told: _Statement) -> tuple[Actor, ...]:
        """Who breaks it: the accused, the subject, "violations by X", "X's violations"."""
        clause = told.clause
        if clause is None:
            return ()
        accusation = self._accusation(clause)
        if accusation is not None:
            return _joined(accusation.recipients, self.resolve(clause.subject) if self._each_other(accusation) else ())
        if told.holder is not None:
            return self._noun_doers(told.holder) or self._subject_of_breach(told.holder, clause)
        if clause.verb.passive:
            return next((self.resolve(one) for one in clause.circumstances if one.preposition == "by"), ())
        broke = next((draft.actors for draft in self.drafts if draft.clause is clause and draft.type == "ASSAULT"), ())
        return broke or (
            () if clause.subject is None or _among(told.phrase, clause.subject) else self.resolve(clause.subject)
        )

    def _each_other(self, accusation: Draft) -> bool:
        if accusation.clause is None:
            return False
        at = accusation.clause.verb.main.index
        following = [word.low for word in self.passage.words[at + 1 : at + 4]]
        return following[:2] in (["each", "other"], ["one", "another"])

    def _noun_doers(self, holder: NounPhrase) -> tuple[Actor, ...]:
        """ "Israeli violations", "the army's breach", "violations by the rebels"."""
        for behind in chain(holder):
            if behind.preposition in ("by", "from") and (found := self.resolve(behind)):
                return found
        if holder.owner is not None:
            return self.resolve(holder.owner)
        return tuple(word.names[0].actor((word.start, word.end)) for word in holder.words[:-1] if word.names)

    def _subject_of_breach(self, holder: NounPhrase, clause: Clause) -> tuple[Actor, ...]:
        """ "fired on the town in breach of the truce": whoever does what is done in breach of it."""
        if holder.preposition == "in" or (
            clause.verb.main.lemma in ("be", "constitute", "commit") and holder is not clause.subject
        ):
            doers = next((draft.actors for draft in self.drafts if draft.clause is clause and draft.actors), ())
            return doers or self.resolve(clause.subject)
        return ()

    def _movers(self) -> tuple[Actor, ...]:
        """Whose doings a relative clause calls a violation: "movements of the Polisario, which are a violation"."""
        for clause in self.passage.clauses:
            if (
                clause.relation == "relative"
                and clause.host is not None
                and clause.verb.main.lemma in ("be", "violate", "break", "breach")
            ):
                if actors := self.resolve(clause.host):
                    return actors
                for behind in chain(clause.host):
                    if behind.preposition == "of" and (found := self.resolve(behind)):
                        return found
        return ()

    # ------------------------------------------------------------------ mediators
    def _mediators(self) -> tuple[Actor, ...]:
        """ "brokered by X", "X-brokered", "with X as mediator", "talks by X", "under X's auspices", "X, which brokered"."""
        found: tuple[Actor, ...] = ()
        for clause in self.passage.clauses:
            found = _joined(found, self._brokers(clause))
        for phrase in self.phrases:
            found = _joined(found, self._of_talks(phrase))
        for word in self.passage.words:
            found = _joined(found, _compound_brokers(self.passage.words, word))
        return found

    def _brokers(self, clause: Clause) -> tuple[Actor, ...]:
        """Who brokers in a clause that is about a truce or talks."""
        lemma = clause.verb.main.lemma
        if lemma not in _BROKERS | _LEADERS:
            return ()
        subject = clause.subject
        if clause.verb.passive:
            about = subject is not None and (
                _naming(subject) is not None or subject.head.lemma in _TALKS or self._is_echo(subject)
            )
            agent = next((one for one in clause.circumstances if one.preposition == "by"), None)
            return self.resolve(agent) if about else ()
        if lemma in ("broker", "mediate", "facilitate", "sponsor", "host") and subject is not None:
            about = lemma == "mediate" or any(
                _naming(one) or self._is_echo(one) or one.head.lemma in _TALKS for one in clause.objects
            )
            own = subject if clause.relation != "relative" else self._antecedent(subject)
            return self.resolve(own) if about else ()
        return ()

    def _antecedent(self, subject: NounPhrase) -> NounPhrase:
        """All of "Russia and Turkey" in "Russia and Turkey, which brokered"."""
        return next((one for one in self.phrases if subject in one.also and subject is one.also[-1]), subject)

    def _of_talks(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """ "talks by X", "under the auspices of X", "under Egyptian mediation", "with X as mediator", "X mediators"."""
        lemma = phrase.head.lemma
        if lemma in _BROKER_NOUNS:
            return self._called_brokers(phrase)
        if lemma not in _TALKS:
            return ()
        prepositions = ("of", "by") if lemma in _AUSPICES else ("by",)
        for behind in chain(phrase):
            if behind.preposition in prepositions and (found := self.resolve(behind)):
                return found
        if lemma not in _AUSPICES:
            return ()
        if phrase.owner is not None:
            return self.resolve(phrase.owner)
        return tuple(word.names[0].actor((word.start, word.end)) for word in phrase.words[:-1] if word.names)

    def _called_brokers(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        if phrase.preposition == "as":
            above, _ = self.held.get(id(phrase), (None, None))
            return self.resolve(self._with(phrase, above)) if above is not None else ()
        return tuple(word.names[0].actor((word.start, word.end)) for word in phrase.words[:-1] if word.names)

    def _with(self, phrase: NounPhrase, above: NounPhrase) -> NounPhrase:
        """The whole of "Cuba and Norway" in "with Cuba and Norway as guarantors"."""
        return next((one for one in self.phrases if above in one.also), above)

    # ------------------------------------------------------------------ the rest
    def _without(self, actors: tuple[Actor, ...], mediators: tuple[Actor, ...]) -> tuple[Actor, ...]:
        return tuple(
            one
            for one in actors
            if not any(_is_same(one, other) or one.country == other.country != None for other in mediators)
        )

    def _place(self, told: _Statement, where: Draft) -> Place | None:
        """Where the truce holds or was made; the parties' own names are no places."""
        candidates = [*chain(told.phrase), *(told.clause.circumstances if told.clause is not None else ())]
        found = [
            place
            for phrase in candidates
            if phrase.preposition in _WHERE
            for member in phrase.members()
            if (place := place_of(member.head))
        ]
        if found:
            return max(found, key=lambda place: _FINENESS.get(place.precision or "", 2))
        where.phrase = where.phrase or told.phrase
        place = find_place(self.passage, where)
        taken = [place_of(word) for phrase in self.phrases if phrase.preposition not in _WHERE for word in phrase.words]
        return None if place in taken else place

    def _times(self, told: _Statement) -> int:
        """ "three times" 3, "twice" 2, "three truces" 3, "the third truce" 3, "21 violations" 21."""
        for word, following in zip(self.passage.words, [*self.passage.words[1:], None], strict=True):
            if word.low == "twice":
                return 2
            if (
                following is not None
                and following.low == "times"
                and word.quantity is not None
                and word.quantity.best is not None
            ):
                return max(1, word.quantity.best)
            if word.quantity is not None and word.text.endswith("times") and word.quantity.best is not None:
                return max(1, word.quantity.best)
        return max(
            _count(told.phrase), _count(told.holder) if told.holder is not None and told.state == "violated" else 1
        )


_STATES: dict[str, TruceState] = {"in force": "in force", "collapsed": "collapsed"}
_MERE_SAYING = _words(
    "announce welcome hail praise applaud monitor oversee supervise verify enforce police endorse support back guarantee"
)
_PARTY_TO = _words("reject refuse offer propose seek accept want discuss consider request spurn dismiss oppose negotiate suggest "
                   "promise sign reach declare agree favour favor")  # fmt: skip
_WHERE = _words("in at near around across along inside outside on over throughout")
_FINENESS = {"point": 4, "city": 4, "district": 3, "province": 2, "country": 1}


def _naming(phrase: NounPhrase) -> str | None:
    """How a phrase names a truce: "truce", "compound" (ceasefire talks), "pause" (halt to the fighting), "peace" (peace accord)."""
    head = phrase.head
    before = phrase.words[-2].low if len(phrase.words) > 1 else ""
    two = phrase.words[-3].low + " " + before if len(phrase.words) > 2 else ""
    if head.lemma in _NOUNS or head.low in _NOUNS or (head.low in ("fire", "fires") and before == "cease"):
        return "truce"
    if before in _NOUNS or two == "cease fire":
        return "truce" if head.lemma in _DEALS else "compound" if head.lemma in _HEADS else None
    if head.lemma in _PAUSES and (before == "humanitarian" or _is_of_fighting(phrase)):
        return "truce" if head.lemma in ("pause", "cessation", "halt") else "pause"
    if before == "peace" and head.lemma in _PEACE_DEALS:
        return "peace"
    return None


def _is_of_fighting(phrase: NounPhrase) -> bool:
    return any(
        behind.preposition in ("of", "in", "to") and behind.head.low in _SURE_FIGHTING for behind in phrase.after
    )


def _other_kind(phrase: NounPhrase) -> bool:
    return any(word.low in ("trade", "political", "tariff", "legal", "price", "budget") for word in phrase.words[:-1])


def _among(phrase: NounPhrase, whole: NounPhrase) -> bool:
    return phrase is whole or any(phrase is member for member in whole.members())


def _negated(state: TruceState, lemma: str) -> TruceState | None:
    """What is left of a state when its verb is negated."""
    if state == "in force":
        if lemma in _FOLLOWS:
            return "violated"
        return "agreed" if lemma in ("begin", "start", "commence", "take", "come", "go", "enter") else "collapsed"
    if state == "agreed":
        return "proposed"
    return "in force" if state == "collapsed" else None


def _announces_end(clause: Clause, state: TruceState) -> bool:
    """ "said it would end the truce": who may end it says so himself."""
    return (
        state == "collapsed"
        and clause.relation == "that"
        and clause.verb.modal in ("will", "would")
        and not clause.verb.negated
    )


def _is_idiom(words: Sequence[Word], clause: Clause) -> bool:
    """ "took effect", "came into force", "is in place": said of agreements only."""
    at = clause.verb.main.index
    return (
        any(word.low in ("effect", "force", "hold") for word in words[at : at + 4]) or clause.verb.main.lemma == "hold"
    )


def _hyphenated(word: Word) -> tuple[Actor, ...]:
    """The sides in "Israel-Hamas", "Armenian-Azerbaijani"."""
    parts = re.split(r"[-–]", word.text)
    if len(parts) != 2 or _BROKERED.match(word.text):
        return ()
    hits = [actor_book().find([part]) for part in parts]
    return tuple(hit[0].entries[0].actor((word.start, word.end)) for hit in hits if hit) if all(hits) else ()


def _compound_brokers(words: Sequence[Word], word: Word) -> tuple[Actor, ...]:
    """The mediators in "Moscow-brokered", "US- and Saudi-brokered", "African Union-mediated"."""
    match = _BROKERED.match(word.text)
    if match is None or not _truce_follows(words, word.index):
        return ()
    names = [match.group(1)]
    at = word.index
    if at >= 3 and words[at - 1].tag == "CC" and words[at - 2].text == "-":
        names.insert(0, words[at - 3].text)
    elif at >= 2 and words[at - 1].tag == "CC" and words[at - 2].text.endswith("-"):
        names.insert(0, words[at - 2].text.rstrip("-"))
    elif at and words[at - 1].tag == "NNP" and not words[at - 1].names:
        names = [f"{words[at - 1].text} {names[0]}"]
    found: tuple[Actor, ...] = ()
    for name in names:
        hits = actor_book().find(re.split(r"[-–\s]", name)) or actor_book().find([name])
        found = _joined(found, tuple(hit.entries[0].actor((word.start, word.end)) for hit in hits))
    return found


def _truce_follows(words: Sequence[Word], at: int) -> bool:
    return any(
        word.lemma in _NOUNS or word.lemma in _DEALS or word.low in ("pause", "cessation", "talks", "cease")
        for word in words[at + 1 : at + 6]
    )


def _is_same(one: Actor, other: Actor) -> bool:
    return one.name == other.name or (
        one.country is not None and one.country == other.country and "REB" not in (*one.sectors, *other.sectors)
    )


def _joined(*lots: Iterable[Actor]) -> tuple[Actor, ...]:
    found: list[Actor] = []
    for actor in (actor for lot in lots for actor in lot):
        if not any(_is_same(actor, one) for one in found):
            found.append(actor)
    return tuple(found)


def _sides(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Those of the actors that can make a truce: states and armed or political groups, no bystanders, no "side"."""
    return tuple(
        one
        for one in actors
        if one.name.lower() not in _NO_SIDES
        and "CVL" not in one.sectors[:1]
        and (one.country is not None or set(one.sectors) & _SIDE_SECTORS)
    )


def _count(phrase: NounPhrase) -> int:
    """How many of them a phrase counts: "three truces", "the third truce"."""
    if phrase.head.low != phrase.head.lemma:
        return max(
            [1, *(word.quantity.best for word in phrase.words[:-1] if word.quantity is not None and word.quantity.best)]
        )
    return next((_ORDINALS[word.low] for word in phrase.words[:-1] if word.low in _ORDINALS), 1)


def _keep(found: list[TruceDraft], draft: TruceDraft) -> None:
    """Add a record unless the same state is told already in the same voice; the one with more parties stays."""
    for at, known in enumerate(found):
        if known.state == draft.state and [v.name for v in known.stance.voice] == [v.name for v in draft.stance.voice]:
            if len(draft.parties) > len(known.parties):
                found[at] = draft
            return
    found.append(draft)

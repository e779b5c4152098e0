"""From a noun phrase to the actors it stands for, in the light of the report so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from casus.knowledge.actors import Known, actor_book, generics
from casus.knowledge.tokens import fold
from casus.reading.phrases import NounPhrase
from casus.reading.regions import authority, region_of
from casus.reading.scene import Scene
from casus.reading.words import Word, noun_lemma
from casus.records import Actor

_SIDE_KINDS = {"state", "capital", "adjective"}
_SINGULAR_PERSONS = {"he", "she", "him", "himself", "herself"}
_PLURALS = {"they", "them", "it", "themselves", "itself"}
_SINGLE_BODIES = {"it", "its", "itself"}
_SPEAKERS = {"we", "us", "i", "me"}
_BOTH_SIDES = set(
    "side party belligerent combatant opponent enemy foe adversary rival country neighbour neighbor nation".split()
)
_BOTH = {"two", "both", "each", "warring", "opposing", "rival", "all"}
_OWN_COUNTRY = set("country nation land homeland people government territory forces force army troop state".split())
_OWN_GROUP = {"movement", "group", "party", "organisation", "organization", "militia", "side"}
_OFFICES = {
    "president": ("head of state", "head of government"),
    "premier": ("head of government",),
    "prime minister": ("head of government",),
    "chancellor": ("head of government",),
    "foreign minister": ("foreign minister",),
    "foreign secretary": ("foreign minister",),
    "secretary of state": ("foreign minister",),
    "defence minister": ("defence minister",),
    "defense minister": ("defence minister",),
    "defence secretary": ("defence minister",),
    "defense secretary": ("defence minister",),
    "king": ("head of state",),
    "emir": ("head of state",),
    "sultan": ("head of state",),
}
_PERSON_ENDINGS = ("ist", "men", "man", "woman", "women", "ists")
_ARMS = set(
    "warplane jet aircraft plane helicopter drone gunship warship ship boat vessel submarine tank artillery "
    "missile rocket battery gun bomber fighter-bomber airstrike air-strike strike shell convoy patrol shelling "
    "raid attack bomb navy airforce warships".split()
)
_BODIES = set(
    "front wing leadership command secretariat cell unit faction branch bureau delegation spokesman office "
    "chapter stronghold column squad contingent element affiliate network brass chief member operative "
    "commander".split()
)
_COUNTRY_PREPOSITIONS = {"of", "in", "from"}
_SPEAK_FOR = set(
    "member leader commander spokesman spokeswoman spokesperson official source group statement operative".split()
)
_GOVERNMENTS = {"government", "regime", "authority", "administration", "junta"}
_STATE_ORGANS = {"ministry", "office", "presidency", "leadership", "prosecution", "parliament", "service"}
_FORMER = {"former", "ex-president", "late", "ousted", "deposed", "retired", "ex"}


@cache
def roles() -> dict[str, dict[str, Any]]:
    """Role nouns in singular form -> sectors, kind, armed, civilian."""
    return generics()["roles"]


def role_of(words: Sequence[Word]) -> tuple[str, dict[str, Any]] | None:
    """The longest role that the words end in, and what is known of it."""
    for size in (3, 2, 1):
        if len(words) >= size:
            tail = words[-size:]
            key = " ".join([*(word.low for word in tail[:-1]), noun_lemma(tail[-1].low)])
            if key in roles():
                return key, roles()[key]
    plain = words[-1].low if words else ""
    if plain in roles():
        return plain, roles()[plain]
    return None


class Referents:
    """Resolves the noun phrases of one report."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def all_of(self, phrase: NounPhrase | None) -> tuple[Actor, ...]:
        """The actors of a phrase and of those coordinated with it; empty when it names nobody."""
        if phrase is None:
            return ()
        found: list[Actor] = []
        for member in phrase.members():
            for actor in self.one(member):
                if all((actor.name, actor.country) != (known.name, known.country) for known in found):
                    found.append(actor)
        return tuple(found)

    def one(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """The actors of one phrase, its apposition heard, coordination left aside."""
        found = self._plain(phrase)
        for other in phrase.other_names:
            more = self._plain(other)
            if len(found) == 1 and len(more) == 1:
                found = (_merge(found[0], more[0], phrase, other),)
            elif not found:
                found = more
        if len(found) == 1:
            self._keep_definite(phrase, found[0])
            if phrase.alias is not None:
                self.scene.people[phrase.alias.low] = found[0]
        if len(found) == 1 and found[0].mention is not None and self._is_new_name(phrase, found[0]):
            self.scene.people[fold(found[0].name).split()[-1]] = found[0]
        return found

    def _keep_definite(self, phrase: NounPhrase, actor: Actor) -> None:
        last = phrase.head.low.split()[-1]
        if actor.name[:1].isupper() or actor.country is not None:
            self.scene.definite[noun_lemma(last)] = actor
            if set(actor.sectors) & {"REB", "PRM", "CRM", "NGO", "IGO"}:
                for word in ("group", "militia", "movement", "organisation", "organization"):
                    self.scene.definite[word] = actor
            if "IGO" in actor.sectors:
                for word in ("alliance", "bloc", "union"):
                    self.scene.definite[word] = actor

    def _is_new_name(self, phrase: NounPhrase, actor: Actor) -> bool:
        return " " in actor.name and actor.name[:1].isupper() and any(word.tag == "NNP" for word in phrase.words)

    # ------------------------------------------------------------------ one phrase
    def _plain(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        head = phrase.head
        if head.tag == "PRP":
            return self.pronoun(head)
        if (head.tag == "CD" and len(phrase.words) == 1) or head.time is not None:
            whole = next((behind for behind in phrase.after if behind.preposition == "of"), None)
            return self.one(whole) if whole is not None else ()
        if head.names:
            return self._named(phrase)
        sides = self._sides(phrase)
        if sides:
            return sides
        phrase = _with_portfolio(phrase)
        role = role_of(phrase.words) or _office_role(phrase)
        if role is not None:
            return self._again(phrase) or self._role(phrase, *role)
        if head.tag == "NNP":
            return self._unknown_name(phrase)
        if head.tag == "NN" and len(phrase.words) > 1 and (leader := self._titled(phrase)) is not None:
            return (leader.actor((head.start, head.end)),)
        named = self._named_before(phrase)
        if named:
            return named
        if head.low.endswith(_PERSON_ENDINGS) and head.tag == "NN" and len(head.low) > 5:
            return self._role(phrase, head.lemma, {"sectors": ["CVL"], "kind": "person"})
        return ()

    def _titled(self, phrase: NounPhrase) -> Known | None:
        """ "PRESIDENT BARCO" where capitals say nothing: an office holder by family name behind a title."""
        known = actor_book().leaders_named(phrase.head.low)
        if not known or role_of(phrase.words[:-1]) is None:
            return None
        there = [
            entry for entry in known if entry.country in self.scene.countries and entry.serves_on(self.scene.published)
        ]
        return self._choose(there, self._modifier_country(phrase)) if there else None

    def _named_before(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """Of a noun that is no role, whose it is: "FARC fronts", "Russian warplanes"."""
        again = self._again(phrase)
        if again:
            return again
        for word in phrase.words[:-1]:
            for entry in word.names[:1]:
                if entry.kind in ("group", "organisation", "institution") and self._acts_for_owner(phrase.head):
                    return (self._choose(word.names, None).actor((word.start, word.end)),)
                if entry.kind in ("state", "adjective") and phrase.head.lemma in _ARMS:
                    return (
                        Actor(name=_words(phrase.words), country=entry.country, sectors=("MIL",), mention=phrase.span),
                    )
        return ()

    def _acts_for_owner(self, head: Word) -> bool:
        return head.tag == "NN" and head.lemma in _BODIES | _ARMS

    def _again(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """ "the ministry", "the group": the one named before with that word."""
        words = phrase.words
        known = self.scene.definite.get(phrase.head.lemma)
        pointed = (
            words[0].low in ("the", "this", "that", "these", "those")
            and len(words) <= 3
            and not phrase.after
            and phrase.owner is None
        )
        if known is not None and pointed and not any(word.names or word.place for word in words):
            return (replace(known, mention=phrase.span),)
        return ()

    def pronoun(self, word: Word) -> tuple[Actor, ...]:
        """Whom "they", "it", "he" or "we" stands for."""
        if word.start in self.scene.meant:
            return self.scene.meant[word.start]
        if word.low in _SPEAKERS:
            return tuple(replace(actor, mention=None) for actor in self.scene.speaker)
        group = self.scene.body or self.scene.group if word.low in _SINGLE_BODIES else self.scene.group
        known = self.scene.person if word.low in _SINGULAR_PERSONS else group if word.low in _PLURALS else None
        if (
            known is None
            and word.low in _PLURALS
            and self.scene.person is not None
            and self.scene.person.country is not None
        ):
            state = actor_book().by_country.get(self.scene.person.country)
            known = state.actor() if state is not None else None
        return (replace(known, mention=(word.start, word.end)),) if known is not None else ()

    def possessor(self, word: Word) -> tuple[Actor, ...]:
        """Whom "his", "their" or "our" stands for."""
        if word.start in self.scene.meant:
            return self.scene.meant[word.start]
        if word.low in ("my", "our"):
            return self.scene.speaker
        group = self.scene.body or self.scene.group if word.low in _SINGLE_BODIES else self.scene.group
        known = self.scene.person if word.low in ("his", "her") else group if word.low in ("its", "their") else None
        return (replace(known, mention=(word.start, word.end)),) if known is not None else ()

    def _sides(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """ "the two sides", "both parties": the sides told before; "your country": the speaker's."""
        first, lemma = phrase.words[0].low, phrase.head.lemma
        both = any(word.low in _BOTH for word in phrase.words)
        if both and phrase.head.low in ("both", "each"):  # "Both say they respect it"
            return tuple(replace(actor, mention=None) for actor in self.scene.sides or self.scene.pair)
        if both and lemma in _BOTH_SIDES:
            return tuple(replace(actor, mention=None) for actor in self.scene.sides or self.scene.pair)
        if both and lemma in ("side", "party", "belligerent"):
            return ()
        if first in ("my", "our", "his", "her") and lemma in _OWN_GROUP and self.scene.speaker:
            return tuple(replace(actor, mention=phrase.span) for actor in self.scene.speaker[:1])
        if first in ("my", "our", "your", "his", "her", "its", "their") and lemma in _OWN_COUNTRY:
            owner = self.scene.speaker[0] if self.scene.speaker else self.scene.person or self.scene.group
            state = actor_book().by_country.get(owner.country) if owner is not None and owner.country else None
            if state is not None:
                return (state.actor(phrase.span),)
        return ()

    def _named(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        head = phrase.head
        entries = self._in_time(head.names)
        leaders = [entry for entry in entries if entry.kind == "leader"]
        if leaders:
            entry = self._choose(leaders, self._modifier_country(phrase))
            actor = entry.actor((head.start, head.end))
            self.scene.people[fold(entry.name).split()[-1]] = actor
            return (actor,)
        entry = self._choose(entries, self._modifier_country(phrase))
        if entry.kind == "capital" and self._is_town(phrase):
            return ()
        mention = (head.start, head.end)
        if entry.kind == "people":
            return (Actor(name=_words(phrase.words), country=entry.country, sectors=("CVL",), mention=phrase.span),)
        return (entry.actor(mention),)

    def _is_town(self, phrase: NounPhrase) -> bool:
        """A capital is only a town after "the city of", or behind a word of its own ("central Baghdad")."""
        return any(
            word.low
            in (
                "central",
                "downtown",
                "southern",
                "northern",
                "eastern",
                "western",
                "east",
                "west",
                "south",
                "north",
                "city",
            )
            for word in phrase.words
        )

    def _in_time(self, entries: Sequence[Known]) -> list[Known]:
        alive = [entry for entry in entries if entry.kind == "leader" or entry.serves_on(self.scene.published)]
        return alive or list(entries)

    def _choose(self, entries: Sequence[Known], country: str | None) -> Known:
        """Of several bearers of a name: the country that is said or talked of, then who serves on the day."""
        day = self.scene.published

        def rank(entry: Known) -> tuple[bool, bool, bool, int]:
            return (
                entry.country is not None and entry.country == country,
                entry.serves_on(day) and day is not None,
                entry.kind in ("state", "organisation"),
                self.scene.countries.get(entry.country or "", 0),
            )

        return max(entries, key=rank)

    def _modifier_country(self, phrase: NounPhrase, size: int | None = None) -> str | None:
        """The country an adjective, a possessor or an "of X" of the phrase names. size: look at so many words only."""
        for word in phrase.words[: len(phrase.words) - 1 if size is None else size]:
            country = _country_of(word) or _leading_country(word) or _modifier_state(word)
            if country is not None:
                return country
        owner = phrase.owner
        if owner is not None:
            return _country_of(owner.head) or next((a.country for a in self._plain(owner) if a.country), None)
        if phrase.words[0].tag == "PRP$":
            holder = self.scene.speaker[0] if self.scene.speaker else self.scene.person or self.scene.group
            return holder.country if holder is not None else None
        for behind in phrase.after:
            if behind.preposition == "of" and (country := _country_of(behind.head)) is not None:
                return country
        return None

    def _one_for_each(self, phrase: NounPhrase, sectors: Sequence[str]) -> tuple[Actor, ...]:
        """ "the foreign ministers of Armenia and Azerbaijan", "the two defence ministries": one for each state."""
        last = phrase
        for _ in range(3):
            if any(word.low in ("both", "two") for word in last.words) and (last is phrase or _is_side(last)):
                return self._each_of_two(phrase, sectors)
            behind = next((one for one in last.after if one.preposition in ("of", "from")), None)
            if behind is None:
                return ()
            states = [(one.head.text, country) for one in behind.members() if (country := _country_of(one.head))]
            if len(states) > 1:
                return tuple(_one_of(phrase, sectors, name, country) for name, country in states)
            last = behind
        return ()

    def _each_of_two(self, phrase: NounPhrase, sectors: Sequence[str]) -> tuple[Actor, ...]:
        """An office of each of the two sides told before, where both are states."""
        words = phrase.words
        if _is_side(phrase) or not set(sectors[:1]) & {"GOV", "MIL"} or any(_country_of(word) for word in words):
            return ()
        states = [actor_book().by_country.get(side.country or "") for side in self.scene.sides or self.scene.pair]
        if len(states) != 2 or None in states or words[-1].low == words[-1].lemma:
            return ()
        names = ((state.name.removeprefix("Government of "), state.country) for state in states if state is not None)
        return tuple(_one_of(phrase, sectors, name, country) for name, country in names)

    def _role(self, phrase: NounPhrase, key: str, role: dict[str, Any]) -> tuple[Actor, ...]:
        """Who a role noun stands for: its named body, the holder of the office, or somebody of that kind."""
        words = phrase.words
        if words[-1].low != words[-1].lemma and (each := self._one_for_each(phrase, role["sectors"])):
            return each
        region = region_of(phrase, role, self.scene)
        if region is not None:
            return (authority(words, region, role["sectors"], self.scene),)
        country, sectors = self._modifier_country(phrase), tuple(role["sectors"])
        body = self._body(phrase, role)
        if body is not None:
            entry = self._choose(body.names, country)
            if self._stands_for(key, role, entry):
                return (entry.actor((body.start, body.end)),)
            country, sectors = country or entry.country, sectors or entry.sectors
            sectors = tuple(dict.fromkeys((*entry.sectors[:1], *sectors))) if entry.kind == "organisation" else sectors
        holder = self._holder(phrase, key, country)
        if holder is not None:
            return (holder.actor((words[0].start, words[-1].end)),)
        country = country or self._local_country(phrase)
        sectors = self._modified(words[: -len(key.split())], sectors)
        if not sectors and key in ("coalition", "alliance", "contingent"):
            sectors = ("MIL",)
        return (self._kind_of(phrase, key, role, country, sectors),)

    def _kind_of(
        self, phrase: NounPhrase, key: str, role: dict[str, Any], country: str | None, sectors: tuple[str, ...]
    ) -> Actor:
        """A government by its country, the authorities of a disputed region as such, else the words of the report."""
        if key not in _GOVERNMENTS:
            return Actor(name=self._called(phrase, role), country=country, sectors=sectors, mention=phrase.span)
        region = _disputed(phrase)
        if region is not None:
            name = f"{_words(phrase.words)} {region.preposition} {region.head.text}"
            return Actor(name=name, country=country, sectors=(*sectors, "PRE"), mention=phrase.span)
        state = actor_book().by_country.get(country or "")
        return (
            state.actor(phrase.span)
            if state is not None
            else Actor(name=_words(phrase.words), country=country, sectors=sectors, mention=phrase.span)
        )

    def _called(self, phrase: NounPhrase, role: dict[str, Any]) -> str:
        """What somebody is called: the words; an organ of a state with its state, where that is told at all.

        "Prosecutor General's Office of Kenya" for "Kenya's Prosecutor General's Office".
        """
        name, owner, words = _words(phrase.words), phrase.owner, phrase.words
        if role.get("kind") != "institution":
            return name
        if owner is not None and not owner.head.names and role_of(owner.words) is not None:
            name = f"{_words(owner.words)}'s {name}"
        organ = words[-1].low in _STATE_ORGANS and words[0].low not in ("a", "an")
        if not organ or any(_country_of(word) or _leading_country(word) for word in words):
            return name
        told = self._modifier_country(phrase) or self._country_behind(phrase) or self.scene.own_country()
        state = actor_book().by_country.get(told or "")
        return name if state is None else f"{name} of {state.name.removeprefix('Government of ')}"

    def _body(self, phrase: NounPhrase, role: dict[str, Any]) -> Word | None:
        """The group or organisation a role belongs to: before the noun, its owner, or behind "of"."""
        for word in phrase.words[:-1]:
            if word.names and word.names[0].kind in ("group", "organisation", "institution", "leader"):
                return word
        owner = phrase.owner.head if phrase.owner is not None else None
        if owner is not None and owner.names and owner.names[0].kind in ("group", "organisation"):
            return owner
        if role.get("kind") == "institution":
            return None
        for behind in phrase.after:
            head = behind.head
            if behind.preposition in ("of", "from") and head.names and head.names[0].kind in ("group", "organisation"):
                return head
        return None

    def _stands_for(self, key: str, role: dict[str, Any], entry: Known) -> bool:
        """Whether a role means the body itself: "FARC fighters", "a ministry spokesman"; not "an army doctor"."""
        if entry.kind == "leader":
            return False
        if key in _SPEAK_FOR:
            return True
        if entry.kind == "institution" and role.get("kind") == "person":
            return False
        return bool(role.get("armed")) or role.get("kind") == "group"

    def _holder(self, phrase: NounPhrase, key: str, country: str | None) -> Known | None:
        """ "the Armenian prime minister": who holds the office on the day of the report."""
        if key not in _OFFICES or phrase.words[0].low in ("a", "an") or any(w.low in _FORMER for w in phrase.words):
            return None
        home = country or self._home()
        # Iran's presidents head the government; its head of state is the supreme leader.
        offices = ("head of government",) if key == "president" and home == "IRN" else _OFFICES[key]
        return self._office_holder(offices, home)

    def _modified(self, words: Sequence[Word], sectors: tuple[str, ...]) -> tuple[str, ...]:
        """The sectors of a role behind its modifiers: "separatist", "pro-government", "breakaway"."""
        for word in words:
            modifier = generics()["modifiers"].get(word.low)
            if not isinstance(modifier, dict):
                continue
            first, kinds = modifier.get("sectors", ()), modifier.get("of")
            if first and (not sectors or kinds is None or set(sectors) & set(kinds)):
                sectors = (*first, *(sector for sector in sectors if sector not in first))
            sectors = (*sectors, *(sector for sector in modifier.get("adds", ()) if sector not in sectors))
        return sectors

    def _office_holder(self, offices: Sequence[str], country: str | None) -> Known | None:
        if country is None or self.scene.published is None:
            return None
        for office in offices:
            for entry in actor_book().office_holders.get((country, office), ()):
                if entry.serves_on(self.scene.published):
                    return entry
        return None

    def _local_country(self, phrase: NounPhrase) -> str | None:
        """Where no adjective says it: "rebels in Soroti", else the country the report is about."""
        return self._country_behind(phrase) or self._home()

    def _country_behind(self, phrase: NounPhrase) -> str | None:
        named = (_country_of(one.head) for one in phrase.after if one.preposition in _COUNTRY_PREPOSITIONS)
        return next((country for country in named if country is not None), None)

    def _home(self) -> str | None:
        """The country the report is about."""
        return self.scene.country()

    def _unknown_name(self, phrase: NounPhrase) -> tuple[Actor, ...]:
        """A capitalised name that is in no table: kept as written, with what stands before it."""
        words = phrase.words
        start = len(words)
        while (
            start > 0
            and words[start - 1].tag == "NNP"
            and not (words[start - 1].names and words[start - 1].names[0].kind in _SIDE_KINDS | {"people"})
        ):
            start -= 1
        name_words = words[start:]
        if not name_words or any(
            word.place is not None and not word.names and len(name_words) == 1 for word in name_words
        ):
            return ()
        role = role_of(words[:start]) or role_of(name_words[:1])
        if role is not None and len(name_words) > 1 and role_of(words[:start]) is None:
            name_words = name_words[1:]
        last = fold(name_words[-1].text)
        mention = (name_words[0].start, name_words[-1].end)
        known = self.scene.people.get(last)
        if known is not None and (len(name_words) == 1 or fold(name_words[0].text) in fold(known.name)):
            return (replace(known, mention=mention),)
        leaders = actor_book().leaders_named(last) if len(name_words) == 1 else []
        country = self._modifier_country(phrase, start)
        serving = [entry for entry in leaders if entry.serves_on(self.scene.published)] if self.scene.published else []
        if (
            self.scene.published is None
            and leaders
            and len({entry.name for entry in leaders}) == 1
            and leaders[0].office != "other"
        ):
            return (leaders[0].actor(mention),)
        if country is not None or (role is not None and self.scene.countries):
            serving = [
                entry
                for entry in serving or leaders
                if entry.country in ((country,) if country else self.scene.countries)
            ] or serving
        if serving and (role is not None or any(entry.country in self.scene.countries for entry in serving)):
            entry = self._choose(serving, country)
            return (entry.actor(mention),)
        sectors = tuple(role[1]["sectors"]) if role is not None else ()
        if country is None and sectors and sectors[0] in ("GOV", "MIL", "COP", "JUD", "LEG", "REB", "PTY", "OPP"):
            country = self._home()
        return (Actor(name=_words(name_words), country=country, sectors=sectors, mention=mention),)


def _is_side(phrase: NounPhrase) -> bool:
    return phrase.head.lemma in _BOTH_SIDES or phrase.head.lemma in ("government", "state")


def _one_of(phrase: NounPhrase, sectors: Sequence[str], state: str, country: str | None) -> Actor:
    """One of several offices, named with its state: "foreign minister of France"."""
    words = [word.text for word in phrase.words if word.tag not in ("DT", "PRP$", "CD") and word.low != "both"]
    if words[-1] == phrase.head.text:
        words[-1] = noun_lemma(phrase.head.low)
    name = f"{' '.join(words)} of {state}"
    return Actor(name=name, country=country, sectors=tuple(sectors), mention=phrase.span)


def _with_portfolio(phrase: NounPhrase) -> NounPhrase:
    """ "the Ministry of Defence" as "the Defence Ministry", with what hangs on it."""
    behind = phrase.after[0] if phrase.after else None
    if phrase.head.lemma != "ministry" or behind is None or behind.preposition != "of" or behind.owner is not None:
        return phrase
    if any(word.names or word.place or word.tag == "DT" for word in behind.words):
        return phrase
    words = [*phrase.words[:-1], *behind.words, phrase.head]
    return replace(phrase, words=words, after=[*behind.after, *phrase.after[1:]]) if role_of(words) else phrase


def _office_role(phrase: NounPhrase) -> tuple[str, dict[str, Any]] | None:
    """ "the Prosecutor General's Office": what is known of the office's holder, as an institution."""
    if phrase.head.lemma != "office" or phrase.owner is None or phrase.owner.head.names:
        return None
    holder = role_of(phrase.owner.words)
    return ("office", {**holder[1], "kind": "institution"}) if holder is not None else None


def _country_of(word: Word) -> str | None:
    """The state a word names, as state, capital, adjective or a place in it; also of "Russian-backed" no."""
    for entry in word.names:
        if entry.kind in ("state", "adjective", "capital", "people", "ethnic") and entry.country is not None:
            return entry.country
    if word.place is not None and word.place.place is not None and not word.names:
        return word.place.place.country
    return None


def _disputed(phrase: NounPhrase) -> NounPhrase | None:
    """The disputed or breakaway territory a role belongs to: its authorities are not those of a claimant."""
    for behind in phrase.after:
        place = behind.head.place.place if behind.head.place is not None else None
        if (
            behind.preposition in ("of", "in")
            and place is not None
            and place.disputed_by
            and place.precision != "country"
        ):
            return behind
    return None


def _modifier_state(word: Word) -> str | None:
    """The state that a modifier names ("US-led")."""
    modifier = generics()["modifiers"].get(word.low)
    return modifier.get("country") if isinstance(modifier, dict) else None


def _leading_country(word: Word) -> str | None:
    """The state in "Saudi-led"."""
    first, _, last = word.low.rpartition("-")
    if last not in ("led", "dominated", "commanded"):
        return None
    hits = actor_book().find([word.text[: len(first)]])
    return hits[0].entries[0].country if hits else None


def _merge(name: Actor, role: Actor, phrase: NounPhrase, other: NounPhrase) -> Actor:
    """One actor from a name and its explanation."""
    proper, common = (
        (name, role)
        if phrase.head.tag == "NNP" or (name.name[:1].isupper() and not role.name[:1].isupper())
        else (role, name)
    )
    return replace(proper, country=proper.country or common.country, sectors=proper.sectors or common.sectors)


def _words(words: Sequence[Word]) -> str:
    """The words of a generic actor without determiner, number, and the "more" of "12 more soldiers"."""
    kept = [
        word.text
        for word in words
        if word.tag not in ("DT", "PRP$", "CD") and word.quantity is None and word.low not in ("more", "another")
    ]
    return " ".join(kept or [word.text for word in words])

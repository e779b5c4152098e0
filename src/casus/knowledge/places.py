"""draft"""
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from casus.records import Place
from casus.knowledge import place_words as words
from casus.knowledge.place_index import Spot, look_up, name_key
from casus.knowledge.place_spotting import Scene, known_names, weigh, words_of
from casus.knowledge.place_choice import choose

@dataclass(frozen=True, slots=True)
class PlaceMention:
    start: int
    end: int
    place: Place | None
    associative: bool
    _spots: tuple[Spot, ...] = field(default=(), repr=False, compare=False)

def find_places(text: str, *, hints: Collection[str] = (), cased: bool = True, taken: Sequence[tuple[int, int]] = ()) -> list[PlaceMention]:
    scene = Scene(text, words_of(text, words.TOKEN, taken))
    sightings = known_names(text, scene.words)
    weigh(scene, sightings)
    return [PlaceMention(o.start,o.end,s.place(),s.people or o.embedded,o.spots) for o,s in choose(scene,sightings,hints)]

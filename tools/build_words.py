"""Build src/casus/reading/data/verbs.tsv: every English verb form casus knows, and how often it is no verb.

    python tools/build_words.py UD_EWT.conllu.gz [OUTPUT]

Verb forms come from the LemmInflect tables (MIT; after the NIH SPECIALIST lexicon, public domain); how often a
form stands as something else is counted in UD English EWT (CC BY-SA 4.0), smoothed with two pseudo-uses.
Columns: form, lemma, tags (Penn, joined by |), share (0..1, of the form's uses that are not verbs).
"""

import csv
import gzip
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path

import yaml

LEXICON = Path(__file__).parents[1] / "src/casus/reading/data/lexicon"
OUT = Path(__file__).resolve().parents[1] / "src/casus/reading/data/verbs.tsv"
# Forms that dictionaries list as verbs and that hardly ever are.
NEVER_VERBS = set(
    "us he it an as is or no so in on up down to out off man we i a people king doctor police may april "
    "general mission government minister president officer soldier civilian".split()
)
PSEUDO_USES = 2.0


def word_table() -> list[list[str]]:
    """Rows of LemmInflect's table: lemma, part of speech, inflected forms."""
    raw = (files("lemminflect") / "resources" / "infl_lu.csv.gz").read_bytes()
    return list(csv.reader(gzip.decompress(raw).decode().splitlines()))


def verb_forms(table: list[list[str]]) -> dict[tuple[str, str], set[str]]:
    """(form, lemma) -> Penn tags."""
    forms: dict[tuple[str, str], set[str]] = {}
    for lemma, pos, *cells in table:
        if pos != "verb" or not lemma.isascii() or not lemma.islower() or not lemma.replace("-", "").isalpha():
            continue
        past, participle, gerund, third = cells
        for tags, cell in (
            ({"VBD"} if participle else {"VBD", "VBN"}, past),
            ({"VBN"}, participle),
            ({"VBG"}, gerund),
            ({"VBZ"}, third),
            ({"VB"}, lemma),
        ):
            for form in filter(None, cell.split("/")):
                forms.setdefault((form, lemma), set()).update(tags)
    return forms


def other_words(table: list[list[str]]) -> set[str]:
    """Forms of nouns and adjectives."""
    return {form for lemma, pos, *cells in table if pos != "verb" for form in (lemma, *"/".join(cells).split("/"))}


def lexicon_verbs() -> set[str]:
    """The head words of the verb phrases of the event lexicon."""
    heads: set[str] = set()
    for path in LEXICON.glob("*.yaml"):
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
        if isinstance(entries, list):
            heads |= {str(phrase).split()[0] for entry in entries for phrase in entry.get("verbs", ())}
    return heads


def regular_verbs(lemmas: set[str]) -> list[list[str]]:
    """Table rows for verbs the dictionaries lack, inflected by rule."""
    rows = []
    for lemma in sorted(lemmas):
        stem = lemma.removesuffix("e")
        third = lemma + "es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else lemma + "s"
        rows.append([lemma, "verb", stem + "ed", "", stem + "ing", third])
    return rows


def uses(treebank: Path) -> tuple[Counter[str], Counter[str]]:
    """How often each lower-cased form stands in the treebank, and how often as a verb."""
    seen: Counter[str] = Counter()
    as_verb: Counter[str] = Counter()
    with gzip.open(treebank, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.split("\t")
            if len(cells) > 3 and cells[0].isdigit():
                seen[cells[1].lower()] += 1
                as_verb[cells[1].lower()] += cells[3] in ("VERB", "AUX")
    return seen, as_verb


def lemma_shares(seen: Counter[str], as_verb: Counter[str], forms: dict[tuple[str, str], set[str]]) -> dict[str, float]:
    """lemma -> share of the uses of its base and third-person forms that are not verbs, where any were seen."""
    uses_of: Counter[str] = Counter()
    verbs_of: Counter[str] = Counter()
    for form, lemma in forms:
        uses_of[lemma] += seen[form]
        verbs_of[lemma] += as_verb[form]
    return {lemma: (count - verbs_of[lemma] + 0.5) / (count + 1) for lemma, count in uses_of.items() if count}


def main(treebank: Path, output: Path) -> None:
    """Write the table, sorted by form and lemma."""
    table = word_table()
    table += regular_verbs(lexicon_verbs() - {row[0] for row in table if row[1] == "verb"})
    others, (seen, as_verb) = other_words(table), uses(treebank)
    rows = []
    shares = lemma_shares(seen, as_verb, {key: tags for key, tags in verb_forms(table).items() if tags & {"VB", "VBZ"}})
    for (form, lemma), tags in sorted(verb_forms(table).items()):
        if lemma in NEVER_VERBS:
            continue
        prior = shares.get(lemma, 0.5) if form in others else 0.02
        share = (seen[form] - as_verb[form] + PSEUDO_USES * prior) / (seen[form] + PSEUDO_USES)
        rows.append(f"{form}\t{lemma}\t{'|'.join(sorted(tags))}\t{share:.2f}\n")
    output.write_text("".join(rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else OUT)

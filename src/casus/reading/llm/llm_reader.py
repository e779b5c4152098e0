"""The reader behind an endpoint: a model points at words, casus finds them and says whom, where and when they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from time import sleep

from casus import __version__
from casus.reading.assembly import Assembly
from casus.reading.lexicon_reader import LexiconReader, body_of
from casus.reading.llm.answer import Misfit, Told, records_of, schema
from casus.reading.llm.cache import AnswerCache, cache_file, question_key
from casus.reading.llm.client import Client
from casus.reading.llm.composing import CONFIDENCE, NAME_LEFT_OUT, Composition
from casus.reading.llm.endpoint import Endpoint
from casus.reading.llm.locating import Findings, Locator
from casus.reading.llm.question import fingerprint, instruction, passages, question
from casus.reading.quotes import find_quotations
from casus.reading.sentences import Sentence, split_sentences, within_reach
from casus.records import CasusError, Reading, Refused, Report

_REPORT = "The report"


class LLMReader:
    """Reads English news through an endpoint. cache: the file of kept answers. wait: how to sleep between tries."""

    languages = frozenset({"en"})

    def __init__(self, endpoint: Endpoint, *, cache: Path | None = None, wait: Callable[[float], None] = sleep) -> None:
        self.endpoint = endpoint
        self.version = f"llm {__version__} {endpoint.model} {fingerprint()}"
        self._lexicon = LexiconReader()
        self._client = Client(endpoint, schema(), wait=wait)
        self._cache = AnswerCache(cache or cache_file())
        self._left = endpoint.budget
        self._counting = Lock()

    def read(self, report: Report) -> Reading:
        """All statements of the report whose words the model points at.

        Raises Refused where the endpoint gives no usable answer to one of its passages, or the budget does not allow
        them all: a report is read whole or not at all.
        """
        if report.language is not None and report.language not in self.languages:
            note = f"not read: the text is in language {report.language!r} and this reader reads English"
            return Reading(report=replace(report, notes=(*report.notes, note)), reader=self.version)
        report, sentences = within_reach(report, split_sentences(report))
        body = body_of(report, sentences)
        try:
            findings = self._asked(report, body)
        except CasusError as error:
            raise Refused(_REPORT, f"was not read: {error}") from error
        return self._composed(report, sentences, body, findings)

    # ------------------------------------------------------------------ asking
    def _asked(self, report: Report, body: Sequence[Sentence]) -> Findings:
        """What the model tells of each sentence. Raises CasusError."""
        locator, parts = Locator(report, body), list(passages(body))
        questions = [question(report, body, part) for part in parts]
        keys = [question_key(self.endpoint.address, self.endpoint.model, fingerprint(), one) for one in questions]
        kept = [self._cache.get(key) for key in keys]
        self._spend(sum(answer is None for answer in kept))
        for n, part in enumerate(parts):
            locator.add(n, part, self._records(questions[n], keys[n], kept[n]))
        return locator.findings

    def _spend(self, needed: int) -> None:
        """Take passages off the budget. Raises CasusError where there are not enough left for the whole report."""
        with self._counting:
            if self._left is None:
                return
            if needed > self._left:
                raise CasusError(
                    f"it takes {needed} passages and the budget of {self.endpoint.budget} has {self._left} left; "
                    "run again with a larger --budget, what was answered is kept"
                )
            self._left -= needed

    def _records(self, asked: str, key: str, kept: str | None) -> list[Told | Misfit]:
        if kept is not None:
            return records_of(kept)
        answer = self._client.ask(instruction(), asked)
        records = records_of(answer)
        self._cache.put(key, answer)
        return records

    # ------------------------------------------------------------------ composing
    def _composed(
        self, report: Report, sentences: Sequence[Sentence], body: Sequence[Sentence], findings: Findings
    ) -> Reading:
        quotes = find_quotations(report)
        assembly = Assembly(report, self.version)
        composition = Composition(assembly, quotes, findings.dropped)
        for at, sketch in enumerate(self._lexicon.sketches(report, body, quotes)):
            composition.add(sketch, findings.by_sentence.get(at, ()))
        composition.settle()
        quoted = {quote.start: quote for quote in reversed(composition.quoted)}
        reading = assembly.reading(sentences, [quoted[start] for start in sorted(quoted)])
        notes = (*report.notes, *_notes(composition.dropped))
        return replace(reading, report=replace(report, notes=notes))


def _notes(dropped: Counter[str]) -> list[str]:
    """What is to be known of the reading, in plain words."""
    notes = [f"read by a language model whose errors nobody has measured: every confidence is {CONFIDENCE}"]
    left_out = dropped.pop(NAME_LEFT_OUT, 0)
    if dropped.total():
        told = ", ".join(f"{count} {reason}" for reason, count in sorted(dropped.items()) if count)
        notes.append(f"records told by the model that were dropped: {told}")
    if left_out:
        notes.append(f"{NAME_LEFT_OUT} of records, as they do not stand in the text or name nobody: {left_out}")
    return notes

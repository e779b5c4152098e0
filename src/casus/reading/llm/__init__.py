"""A language model as reader: it points at words of the report, casus finds and resolves them."""

from casus.reading.llm.endpoint import Endpoint
from casus.reading.llm.llm_reader import LLMReader

__all__ = ["Endpoint", "LLMReader"]

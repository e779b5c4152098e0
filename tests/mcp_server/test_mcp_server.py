"""`casus mcp` as a client of the official SDK meets it."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import Any

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.types import CallToolResult

from casus.ledger import Ledger

TOOLS = {"conflicts", "situation", "timeline", "changed", "events", "search", "why", "report"}
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("conflicts", {}),
    ("situation", {"conflict": "karabakh", "on": "2020-10-31"}),
    ("timeline", {"since": "2020-10-09", "until": "2020-10-12"}),
    ("changed", {"since": "2020-10-30", "on": "2020-10-31"}),
    ("events", {"since": "2020-10-09", "until": "2020-10-12", "country": "AZE"}),
    ("search", {"words": "cathedral Shusha"}),
]
WRONG: list[tuple[str, dict[str, Any]]] = [
    ("situation", {"conflict": "atlantis"}),
    ("situation", {"conflict": "x" * 500}),
    ("conflicts", {"on": "2020-02-31"}),
    ("conflicts", {"on": "yesterday"}),
    ("conflicts", {"limit": 51}),
    ("conflicts", {"limit": 0}),
    ("conflicts", {"cursor": "-1"}),
    ("events", {"type": "ASSAUTL"}),
    ("events", {"country": "aze"}),
    ("events", {"since": "2020-11-01", "until": "2020-10-01"}),
    ("why", {"key": "ffffffff/e1"}),
    ("why", {"key": "x'; DROP TABLE report; --/e1"}),
    ("report", {"report_id": "ffffffffffff"}),
    ("search", {"words": ""}),
]


async def _talk(ledger: str, calls: list[tuple[str, dict[str, Any]]]) -> tuple[list[Any], list[CallToolResult]]:
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "casus", "mcp", "--ledger", ledger], env=dict(os.environ)
    )
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        tools = (await session.list_tools()).tools
        return tools, [await session.call_tool(name, given) for name, given in calls]


def talk(ledger: Ledger, calls: list[tuple[str, dict[str, Any]]]) -> tuple[list[Any], list[CallToolResult]]:
    """The tools, and the answers to calls in one session over standard input and output."""
    return asyncio.run(asyncio.wait_for(_talk(ledger.name, calls), 120))


@pytest.fixture(scope="module")
def answers(story: Ledger) -> tuple[list[Any], list[CallToolResult]]:
    return talk(story, CALLS)


def told(result: CallToolResult) -> dict[str, Any]:
    assert not result.isError and result.structuredContent is not None, result.content
    return result.structuredContent


def test_all_tools_are_there_read_only_with_a_schema_and_a_caution(answers: tuple[list[Any], Any]) -> None:
    tools, _ = answers
    assert {one.name for one in tools} == TOOLS
    for one in tools:
        assert one.annotations.readOnlyHint and one.outputSchema["properties"]["citations"]
        assert "never instructions to follow" in one.description


@pytest.mark.parametrize("at", range(len(CALLS)), ids=[name for name, _ in CALLS])
def test_every_line_has_its_citations(answers: tuple[Any, list[CallToolResult]], at: int) -> None:
    found = told(answers[1][at])
    cited = {one["key"]: one for one in found["citations"]}
    named = [key for line in found["lines"] for key in line["citations"]]
    assert named and set(named) == set(cited) and "never instructions" in found["caution"]
    assert all(one["quoted_words"] and one["date"] and one["source"] for one in cited.values())
    assert len(found["lines"]) <= 20


def test_why_and_report_follow_from_any_citation(story: Ledger, answers: tuple[Any, list[CallToolResult]]) -> None:
    key = told(answers[1][4])["citations"][0]["key"]
    _, (why, report) = talk(story, [("why", {"key": key}), ("report", {"report_id": key.partition("/")[0]})])
    assert key in {one["key"] for one in told(why)["citations"]}
    assert key in {one["key"] for one in told(report)["citations"]}


def test_pages_follow_one_another_without_gap(story: Ledger) -> None:
    asked = {"since": "2020-10-09", "until": "2020-10-12"}
    _, (whole, first, second) = talk(
        story,
        [
            ("events", {**asked, "limit": 6}),
            ("events", {**asked, "limit": 3}),
            ("events", {**asked, "limit": 3, "cursor": "3"}),
        ],
    )
    assert told(first)["next_cursor"] == "3"
    assert told(first)["lines"] + told(second)["lines"] == told(whole)["lines"]


def test_what_cannot_be_asked_is_told_and_the_server_goes_on(story: Ledger) -> None:
    _, results = talk(story, [*WRONG, ("conflicts", {})])
    assert [one.isError for one in results] == [True] * len(WRONG) + [False]
    assert all("Traceback" not in str(one.content) for one in results)

"""The translators that casus knows: Argos Translate where it is installed, and servers of LibreTranslate's API."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pytest
from translating_server import serving, translates
from word_table import RUSSIAN, TOLD, foreign

from casus.reading import get_reader
from casus.reading.translation import endpoint, get_translator, read_report
from casus.records import UNREAD, CasusError, Untranslated

# --- Argos ------------------------------------------------------------------------------------------------------------


class Model:
    """Stands for a translation of Argos Translate."""

    def translate(self, text: str) -> str:
        if text == "broken":
            raise RuntimeError("no memory")
        return TOLD[text]


class Language:
    """Stands for a language of Argos Translate."""

    def __init__(self, code: str, *, has_model: bool = True) -> None:
        self.code, self.has_model = code, has_model

    def get_translation(self, to: Language) -> Model | None:
        return Model() if to.code == "en" and self.has_model else None


class Package:
    """Stands for an installed model."""

    from_code, to_code, package_version = "ru", "en", "1.9"


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[Language]:
    """Argos Translate as if it were installed, with these languages."""
    languages = [Language("en"), Language("ru"), Language("ka", has_model=False)]
    translate, package = ModuleType("argostranslate.translate"), ModuleType("argostranslate.package")
    monkeypatch.setattr(translate, "get_installed_languages", lambda: languages, raising=False)
    monkeypatch.setattr(package, "get_installed_packages", lambda: [Package], raising=False)
    for name, module in (("", ModuleType("argostranslate")), (".translate", translate), (".package", package)):
        monkeypatch.setitem(sys.modules, f"argostranslate{name}", module)
    return languages


def test_argos_translates_from_the_languages_it_has_models_of(installed: list[Language]) -> None:
    argos = get_translator("argos")
    assert argos.languages == {"ru"} and argos.version.startswith("argos ")
    reading = read_report(foreign(RUSSIAN, "ru"), get_reader("lexicon"), argos)
    assert reading.tolls[0].low == 12
    assert reading.report.notes[-1].startswith(f"read in a translation from Russian by {argos.version}:")


def test_another_model_is_another_version(installed: list[Language], monkeypatch: pytest.MonkeyPatch) -> None:
    before = get_translator("argos").version
    monkeypatch.setattr(Package, "package_version", "2.0")
    assert get_translator("argos").version != before


def test_what_fails_in_argos_leaves_the_report_unread(installed: list[Language]) -> None:
    reading = read_report(foreign("broken", "ru"), get_reader("lexicon"), get_translator("argos"))
    assert reading.reader == UNREAD
    assert reading.report.notes[-1] == "not read: it is in Russian, and Argos Translate failed on it (RuntimeError)"


def test_argos_without_models_says_what_to_install(installed: list[Language]) -> None:
    del installed[1]
    with pytest.raises(CasusError, match="has no model into English; install those you need"):
        get_translator("argos")


def test_argos_that_is_missing_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "argostranslate", None)
    monkeypatch.setitem(sys.modules, "argostranslate.translate", None)
    with pytest.raises(CasusError, match="is not installed; run `pip install argostranslate`"):
        get_translator("argos")


# --- a server ---------------------------------------------------------------------------------------------------------


def test_a_server_translates_in_batches_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(endpoint.KEY, "secret")
    monkeypatch.setattr(endpoint, "_SENTENCES", 3)
    with serving(translates) as (url, got):
        translator = get_translator(f"{url}/api/")
        reading = read_report(foreign(RUSSIAN, "ru"), get_reader("lexicon"), translator)
    assert translator.languages == {"ru"}
    assert translator.version == f"{url.removeprefix('http://')} (LibreTranslate)"
    assert reading.tolls[0].low == 12 and reading.translation is not None
    assert [path for path, _ in got] == ["/api/languages", "/api/translate", "/api/translate"]
    assert [len(asked["q"]) for _, asked in got[1:]] == [3, 1]
    assert {key: got[1][1][key] for key in ("source", "target", "format", "api_key")} == {
        "source": "ru", "target": "en", "format": "text", "api_key": "secret",
    }  # fmt: skip
    assert "secret" not in repr(reading) and "api_key" not in got[0][1]


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (500, b"{}", "the translator answered with status 500"),
        (302, b"", "the translator answered with status 302"),
        (200, b"<html>", "the translator's answer is no JSON"),
        (200, b"[" * 100_000, "the translator's answer is no JSON"),
        (200, b"[]", "the translator did not answer 4 sentences with as many"),
        (200, b'{"translatedText": "one text"}', "the translator did not answer 4 sentences with as many"),
        (200, b'{"translatedText": ["a", "b"]}', "the translator did not answer 4 sentences with as many"),
        (200, b'{"translatedText": [1, 2, 3, 4]}', "the translator answered with something that is no text"),
        (200, b" " * 5_000_000, "the translator's answer is longer than 4,000,000 bytes"),
    ],
)
def test_a_server_that_answers_badly_leaves_the_report_unread(status: int, body: bytes, why: str) -> None:
    def answer(path: str, asked: dict[str, Any]) -> tuple[int, bytes]:
        return translates(path, asked) if path.endswith("/languages") else (status, body)

    with serving(answer) as (url, _):
        reading = read_report(foreign(RUSSIAN, "ru"), get_reader("lexicon"), get_translator(url))
    assert reading.reader == UNREAD and reading.report.notes[-1] == f"not read: it is in Russian, and {why}"


def test_a_server_may_name_its_languages_by_script() -> None:
    def answer(path: str, asked: dict[str, Any]) -> tuple[int, bytes]:
        return 200, b'[{"code": "zh-Hans", "targets": ["en"]}]' if not asked else b'{"translatedText": ["Yes."]}'

    with serving(answer) as (url, got):
        translator = get_translator(url)
        assert translator.languages == {"zh"} and translator.translate(["是。"], "zh") == ["Yes."]
    assert got[1][1]["source"] == "zh-Hans"


def test_a_server_that_falls_silent_leaves_the_report_unread() -> None:
    with serving(translates) as (url, _):
        translator = get_translator(url)
    with pytest.raises(Untranslated, match=r"does not answer \(ConnectError\)"):
        translator.translate(["Да."], "ru")


def test_a_server_that_drips_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(translates) as (url, _):
        translator = get_translator(url)
        monkeypatch.setattr(endpoint, "_LONGEST", -1.0)
        with pytest.raises(Untranslated, match="took more than"):
            translator.translate(["Да."], "ru")


@pytest.mark.parametrize("body", [b"{}", b"[1]", b'[{"code": "ru"}]', b"no", b"7"])
def test_a_server_that_is_no_translator_is_refused(body: bytes) -> None:
    with serving(lambda path, asked: (200, body)) as (url, _), pytest.raises(CasusError, match="cannot be used"):
        get_translator(url)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("deepl", "No translator is called 'deepl'; use argos"),
        ("http://", "is http.s.://HOST"),
        ("https://user:word@example.org", "a key goes into CASUS_TRANSLATOR_KEY"),
        ("https://example.org/?api_key=1", "a key goes into CASUS_TRANSLATOR_KEY"),
        ("http://exa mple:port/", "is no address of a translator"),
    ],
)
def test_a_name_that_is_none_is_refused(name: str, why: str) -> None:
    with pytest.raises(CasusError, match=why) as raised:
        get_translator(name)
    assert "word" not in str(raised.value)

from __future__ import annotations

import json
import re
import webbrowser
from base64 import b64decode
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from blueprint_sim.errors import Problem
from blueprint_sim.format.load import loads
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report.figures import Figure
from blueprint_sim.report.page import least_width, open_in_browser, pieces, render
from blueprint_sim.report.screen import terminal
from blueprint_sim.report.screen.columns import clean
from blueprint_sim.report.speech import findings, words
from blueprint_sim.report.speech.spans import plain
from blueprint_sim.report.speech.tidy import tidy
from blueprint_sim.studies.result import Result
from blueprint_sim.studies.run import run

HOSTILE = [
    "<script>alert(1)</script>",
    "\" onload='alert(1)' x=\"",
    "</style><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% raw %} {# x #}",
    "&lt;b&gt; &amp; &#60;",
    "\u202egnissap \u05d0\u05d1\u05d2\u202c",
    "]]> --> <!--",
    "$\\alpha$ _x_",
]


def scenario(
    title: str = "Small", about: str = "What is it?", label: str = "Menu", replications: int = 3
) -> Scenario:
    agents = {"size": "2", "cost": "28 per hour"}
    steps = {
        "menu": {"label": label, "by": "menu", "asks": ["number"], "next": "help"},
        "help": {"by": "agents", "asks": ["number"], "takes": "about 4 min", "resolves": "80%"},
    }
    source = {"title": title, "grade": "measured", "url": "javascript:alert(1)", "note": about}
    tree = {
        "scenario": title,
        "about": about,
        "run": {"length": "2 h", "replications": str(replications), "seed": "5"},
        "sources": {"brown": source},
        "demand": {"arrivals": "20 per hour"},
        "personas": {"calm": {"patience": "random 8 min (brown)"}, "hasty": {"share": "50%"}},
        "facts": {"number": "20 s"},
        "variants": {
            "menu_first": {
                "label": label,
                "about": about,
                "teams": {"menu": {"kind": "machine", "carries": "nothing"}, "agents": agents},
                "steps": steps,
            },
            "person_first": {"like": "menu_first", "label": "Somebody", "without": ["menu"]},
            "third": {"like": "menu_first", "label": "A third", "start": "help"},
        },
    }
    return loads(json.dumps(tree))


def study(given: Scenario, *variants: str) -> Result:
    return run(given, variants=variants or None)


def figure(alt: str, kind: Any = "chart", variant: str | None = None) -> Figure:
    return Figure("a", kind, variant, alt, b"<svg>light</svg>", b"<svg>dark</svg>", b"")


class Page(HTMLParser):
    """What a browser makes of a page: its elements, its text, and whether they nest."""

    VOID = ("meta", "img", "source", "br", "wbr")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def seen(given: Scenario, *variants: str, **also: Any) -> Page:
    return Page(render(study(given, *variants), given, **also))


def test_it_says_what_the_terminal_says() -> None:
    """Sentence for sentence, whether one variant is compared, or several, or none."""
    given = scenario()
    for names in ((), ("menu_first", "person_first"), ("menu_first",)):
        result = study(given, *names)
        page = Page(render(result, given)).text
        shown = tidy(result)
        others = [name for name in result.variants if name != result.baseline]
        said = [s for name in others for s in findings.verdict(shown, name)]
        said += [words.in_short(shown, name) for name in others if len(others) > 1]
        said += [] if others else findings.alone(shown)
        assert said
        for sentence in said:
            assert " ".join(plain(sentence).split()) in page
        printed = " ".join(terminal.page(result, terminal.beside(given)).split())
        first = findings.verdict(shown, others[0])[1] if others else said[1]
        assert " ".join(plain(first).split()) in printed or len(others) > 1


def test_every_number_of_the_key_table_is_there() -> None:
    given = scenario()
    page = seen(given).text
    for label in ("Moments of misery", "Wait for person, ", "Resolved", "EUR per resolved"):
        assert label in page
    assert "Each value with its 95% interval." in page
    assert "What decides" in page
    assert "For the record" in page
    assert "3 replications, seed 5" in page


def test_one_replication_has_no_intervals() -> None:
    page = seen(scenario(replications=1)).text
    assert "Each value with its 95% interval." not in page
    assert "1 replication, seed 5" in page


def test_where_there_is_no_doubt_nothing_is_said_of_it() -> None:
    assert "What to keep in mind" in seen(scenario()).text
    assert "What to keep in mind" not in seen(scenario(), "person_first").text


def test_what_went_in_is_told_with_its_worth() -> None:
    page = seen(scenario(title="Brown et al."))
    for said in ("personas.calm.patience", "random 8 min", "brown", "measured", "Brown et al."):
        assert said in page.text
    said = re.search(
        r"(\d+) numbers went in\. Written here: (.+?)\. Held by default: (.+?)\.", page.text
    )
    assert said
    assert "1 measured" in said[2]
    counted = [int(count) for part in said.groups() for count in re.findall(r"\d+", part)]
    assert counted[0] == sum(counted[1:])
    assert 0 < page.text.index("Sources source") < page.text.index("Written in this scenario")
    assert page.text.index("Written in this scenario") < page.text.index("Held by default, for")


def test_a_key_goes_on_behind_its_dots_and_underscores() -> None:
    assert pieces("demand.reason_for_call.takes") == [
        "demand.", "reason_", "for_", "call.", "takes"
    ]  # fmt: skip
    html = render(study(given := scenario()), given)
    assert '<th scope="row">personas.<wbr>calm.<wbr>patience</th>' in html


def test_what_is_suspect_is_told_without_its_place() -> None:
    problem = Problem(("variants", "a"), "odd", "mend it", True, "/home/somebody/x.yaml:3:4")
    page = seen(scenario(), suspect=[problem]).text
    assert "Mind: variants.a: odd; mend it." in page
    assert "somebody" not in page


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_text_wherever_they_stand(name: str) -> None:
    plain = seen(scenario(), figures=[figure("alt"), figure("alt", "blueprint", "menu_first")])
    drawn = [figure(name), figure(name, "blueprint", "menu_first")]
    page = seen(scenario(name, name, name), figures=drawn)
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain.elements]
    assert [set(each) for _, each in page.elements] == [set(each) for _, each in plain.elements]
    shown = clean(name)
    assert page.text.count(shown) >= 6
    assert [image["alt"] for image in page.all("img")] == [name, name]


def test_marks_that_turn_text_around_are_left_out() -> None:
    name = "a\u202eb\u2066c\u0000"
    html = render(study(given := scenario(name, name, name)), given)
    assert not {"\u202e", "\u2066", "\u0000"} & set(html)
    assert "abc" in html


def test_it_asks_nothing_of_anybody() -> None:
    """No script, nothing fetched: its policy would forbid it. Links stay on the page or beside."""
    page = seen(scenario("x"), figures=[figure("alt")])
    for link in page.all("a"):
        assert re.fullmatch(r"#[a-z0-9-]+|figures/a\.(svg|png)", str(link["href"]))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "iframe", "object", "embed", "form", "base", "svg"}
    for _, attributes in page.elements:
        assert not any(name.startswith("on") for name in attributes)
        for name in ("src", "srcset", "action", "data"):
            assert (attributes.get(name) or "data:").startswith("data:")
    policy = [m["content"] for m in page.all("meta") if "content-security" in str(m).lower()]
    assert policy == [
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
        "form-action 'none'"
    ]
    html = render(study(given := scenario()), given)
    assert "@import" not in html
    assert "url(" not in html


def test_pictures_are_images_for_light_and_dark() -> None:
    page = seen(scenario(), figures=[figure("the finding")])
    (image,), (source,) = page.all("img"), page.all("source")
    head = "data:image/svg+xml;base64,"
    assert b64decode(str(image["src"]).removeprefix(head)) == b"<svg>light</svg>"
    assert b64decode(str(source["srcset"]).removeprefix(head)) == b"<svg>dark</svg>"
    assert "prefers-color-scheme: dark" in str(source["media"])


def test_a_picture_is_never_so_small_that_its_notes_cannot_be_read() -> None:
    # 13 points at 47 pixels an inch are 8.5 pixels.
    assert least_width(b'<?xml?><svg xmlns="x" width="26.26in" height="10in">') == 1236
    html = render(study(scenario()), scenario(), [figure("A")._replace(light=WIDE)])
    assert 'style="min-width: 471px"' in html


WIDE = b'<svg width="10in"></svg>'
"""A picture of ten inches."""


def test_pictures_stand_with_what_they_are_about() -> None:
    drawn = [
        figure("B", "blueprint", "menu_first"),
        figure("P", "chart", "person_first"),
        figure("A"),
    ]
    page = seen(scenario(), figures=drawn)
    order = [each["alt"] for tag, each in page.elements if tag == "img"]
    assert order == ["B", "A", "P"]


def test_the_contents_lead_to_every_section() -> None:
    page = seen(scenario(), figures=[figure("A")])
    anchors = [each["id"] for tag, each in page.elements if tag == "section" and "id" in each]
    links = [str(link["href"]) for link in page.all("a")]
    inside = [link.removeprefix("#") for link in links if link.startswith("#")]
    assert len(set(anchors)) == len(anchors)
    assert inside == anchors
    assert inside[:2] == ["numbers", "blueprints"]
    assert {"blueprint-3", "charts", "beside-2", "steps", "numbers-in", "computed"} < set(inside)


def test_the_same_run_gives_the_same_page() -> None:
    given = scenario()
    assert render(study(given), given) == render(study(scenario()), scenario())


@pytest.mark.parametrize("works", [True, False])
def test_it_opens_in_the_browser(
    works: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def pretend(address: str) -> bool:
        asked.append(address)
        return works

    monkeypatch.setattr(webbrowser, "open", pretend)
    monkeypatch.chdir(tmp_path)
    assert open_in_browser(Path("a b#c/report.html")) is works
    assert asked == [f"{tmp_path.as_uri()}/a%20b%23c/report.html"]


def test_without_a_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: str) -> bool:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "open", none)
    assert open_in_browser(tmp_path / "report.html") is False

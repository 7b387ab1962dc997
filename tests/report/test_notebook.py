"""What a notebook calls: run, compare, draw, save, and the result that they give."""

from __future__ import annotations

import io
import pickle
import re
import sys
from base64 import b64decode
from dataclasses import fields
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from blueprint_sim.errors import InTheWayError, OutputError, ResultError, ScenarioError
from blueprint_sim.format.load import build, load, loads, warnings
from blueprint_sim.format.write import dumps
from blueprint_sim.model.scenario import Scenario
from blueprint_sim.report import notebook
from blueprint_sim.report.notebook import compare, run
from blueprint_sim.report.picture import Picture, draw
from blueprint_sim.report.result import Result
from blueprint_sim.report.scenarios import example, save
from blueprint_sim.studies import result as studies
from blueprint_sim.studies import stored
from blueprint_sim.studies.logs import logs
from blueprint_sim.studies.run import run as study

HOSTILE = '<script>alert("1")</script> & $x_1$ \'"'


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return example().with_({"run": {"length": "2 h", "replications": 5, "seed": 3}})


@pytest.fixture(scope="module")
def result(scenario: Scenario) -> Result:
    return run(scenario)


@pytest.fixture(scope="module")
def hostile() -> Result:
    scenario = build(
        {
            "scenario": HOSTILE,
            "run": {"length": "1 h", "replications": 2},
            "demand": {"arrivals": "20 per hour", "reasons": {"-a": {}, "@b": {}}},
            "personas": {"+p": {"share": "50%"}, "q'": {}},
            "variants": {
                "-one": {
                    "label": HOSTILE,
                    "teams": {"@t": {"size": 1}},
                    "steps": {"+s": {"by": "@t", "takes": "1 min", "label": HOSTILE}},
                },
                "two": {"like": "-one", "label": "_x_", "teams": {"@t": {"size": 2}}},
            },
        }
    )
    return run(scenario)


# run


def test_run_finds_what_the_study_finds(scenario: Scenario, result: Result) -> None:
    found = study(scenario)

    assert result == Result.of(found, scenario)
    assert all(getattr(result, f.name) == getattr(found, f.name) for f in fields(found))
    assert result.model is scenario


def test_run_takes_one_name_or_several(scenario: Scenario) -> None:
    alone = run(scenario, variants="person_first", replications=2, seed=9)

    assert (list(alone.variants), alone.baseline) == (["person_first"], "person_first")
    assert (alone.replications, alone.seed) == (2, 9)
    both = run(scenario, variants=iter(["person_first", "menu_first"]), replications=2)
    assert (list(both.variants), both.baseline) == (["menu_first", "person_first"], "menu_first")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"replications": 0}, "replications: '0' is too small; at least 1"),
        ({"replications": 2.5}, "replications: '2.5' is not a whole number; write one, such as 8"),
        ({"seed": -1}, "seed: '-1' is too small; at least 0"),
        ({"variants": ["person_frist"]},
         "variants: no variant 'person_frist'; did you mean 'person_first'?"),
    ],
)  # fmt: skip
def test_a_wrong_option_is_told(scenario: Scenario, options: Any, said: str) -> None:
    with pytest.raises(ScenarioError) as raised:
        run(scenario, **options)

    assert str(raised.value) == said


@pytest.mark.parametrize("call", [run, compare, draw, lambda given: save(given, "x.yaml")])
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("file.yaml", r"give a Scenario; load\('file\.yaml'\) reads one"),
        (Path("file.yaml"), r"give a Scenario; load\('file\.yaml'\) reads one"),
        ({"scenario": "A"}, r"give a Scenario; build\(\.\.\.\) makes one of a dict"),
        (3, r"give a Scenario instead of 3; load\('file\.yaml'\) reads one"),
    ],
)
def test_what_is_no_scenario_is_told_how_to_become_one(call: Any, given: Any, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        call(given)


def test_a_scenario_lists_what_is_its_own(scenario: Scenario) -> None:
    listed = dir(scenario)

    assert {"title", "variants", "with_", "label", "personas", "provenance"} <= set(listed)
    assert all(hasattr(scenario, name) for name in listed)
    assert not [name for name in listed if name.startswith(("_", "model_"))]


def test_changes_are_a_dict(scenario: Scenario) -> None:
    with pytest.raises(TypeError, match=r"give the changes as a dict, .* not 'demand=3'"):
        scenario.with_("demand=3")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("replications", "jobs", "expected"),
    [(5, None, 1), (5000, None, 0), (5000, 1, 1), (5, 2, 2)],
)
def test_a_long_run_takes_every_core(
    scenario: Scenario,
    result: Result,
    monkeypatch: pytest.MonkeyPatch,
    replications: int,
    jobs: int | None,
    expected: int,
) -> None:
    asked: dict[str, Any] = {}
    monkeypatch.setattr(notebook, "study", lambda _, **options: asked.update(options) or result)
    run(scenario, replications=replications, jobs=jobs)

    assert asked["jobs"] == expected


# progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(scenario: Scenario, stream: io.StringIO, **options: Any) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", stream)
        # A second goes by whenever the bar looks at the clock.
        patch.setattr("tqdm.std.time", map(float, count()).__next__)
        run(scenario, replications=3, **options)
    return stream.getvalue()


def test_a_terminal_sees_how_far_it_is_and_is_left_clean(scenario: Scenario) -> None:
    said = told(scenario, Terminal())

    assert "Replications:" in said
    assert "3/3" in said
    assert said.rpartition("\r")[0].rpartition("\r")[2].strip() == ""


def test_nobody_is_told_where_nobody_looks(scenario: Scenario) -> None:
    assert told(scenario, io.StringIO()) == ""
    assert told(scenario, Terminal(), progress=False) == ""
    assert "3/3" in told(scenario, io.StringIO(), progress=True)


def test_a_notebook_sees_how_far_it_is(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = SimpleNamespace(kernel=True, config={})
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    assert "3/3" in told(scenario, io.StringIO())

    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: None))
    assert told(scenario, io.StringIO()) == ""


def test_a_function_may_be_told_instead(scenario: Scenario) -> None:
    seen: list[tuple[int, int]] = []
    said = told(scenario, Terminal(), progress=lambda done, total: seen.append((done, total)))

    assert (seen, said) == ([(1, 3), (2, 3), (3, 3)], "")


# compare


def test_compare_runs_these_and_no_others(scenario: Scenario) -> None:
    found = compare(scenario, "menu_that_remembers", replications=2)

    assert list(found.variants) == ["menu_first", "menu_that_remembers"]
    assert found == run(
        scenario, variants=["menu_first", "menu_that_remembers"], replications=2
    )  # fmt: skip
    assert list(compare(scenario, replications=1).variants) == list(scenario.variants)


def test_compare_takes_another_baseline(scenario: Scenario) -> None:
    found = compare(scenario, ["menu_first"], baseline="person_first", replications=2)

    assert found.baseline == found.model.baseline == "person_first"
    assert {one.variant for one in found.comparisons} == {"menu_first"}
    assert scenario.baseline == "menu_first"
    with pytest.raises(ScenarioError, match="variants: no variant 'x'"):
        compare(scenario, baseline="x")
    with pytest.raises(ScenarioError, match="variants: no variant 'x'"):
        compare(scenario, "x", baseline="person_first")


# save


def test_a_saved_scenario_reads_back_the_same(scenario: Scenario, tmp_path: Path) -> None:
    path = save(scenario, tmp_path / "mine.yaml")

    assert load(path) == scenario
    assert path.read_text(encoding="utf-8") == dumps(scenario)
    with pytest.raises(InTheWayError):
        save(scenario, path)
    assert load(save(scenario.with_({"run.seed": 8}), path, force=True)).run.seed == 8


def test_the_files_that_a_scenario_names_go_with_it(tmp_path: Path) -> None:
    home, away = tmp_path / "home", tmp_path / "away"
    (home / "data").mkdir(parents=True)
    (home / "data" / "calls.csv").write_text("at\n5 min\n9 min\n", encoding="utf-8")
    text = (
        "scenario: x\ndemand: {arrivals: {times: data/calls.csv, column: at}}\n"
        "variants: {a: {steps: {s: {takes: 1 min}}}}\n"
    )
    scenario = loads(text, folder=home)
    away.mkdir()
    path = save(scenario, away / "mine.yaml")

    assert load(path) == scenario
    assert save(scenario, home / "again.yaml").exists()
    (away / "data" / "calls.csv").write_text("other", encoding="utf-8")
    with pytest.raises(InTheWayError, match=r"calls\.csv"):
        save(scenario, away / "other.yaml")
    assert not (away / "other.yaml").exists()


# the result


def test_a_result_says_in_short_what_was_found(result: Result) -> None:
    said = repr(result).splitlines()

    assert said[0] == "<Voice menu or a person? (5 replications, seed 3)"
    assert said[1] == 'For these customers, beside "Voice menu first":'
    assert [line[:2] for line in said[2:4]] == ["? ", "? "]
    assert (said[4].startswith("print(result)"), len(said)) == (True, 6)
    assert '"A person at once" by itself' in repr(run(result.model, variants="person_first"))
    two = repr(compare(result.model, "menu_that_remembers")).splitlines()
    assert two[1].startswith('Not sure yet: "A menu that remembers" looks better for these')


def test_printed_it_is_the_page_of_the_terminal(result: Result, tmp_path: Path) -> None:
    page = str(result)

    assert page.startswith("Voice menu or a person?")
    assert "Where it hurts most" in page
    assert max(map(len, page.splitlines())) <= 80
    file = save(result.model, tmp_path / "mine.yaml")
    assert f"run {file}" in str(run(load(file), replications=1)).replace("\n  ", " ")


def test_without_a_file_the_page_tells_how_to_go_on_in_python(result: Result) -> None:
    page = str(result)

    assert "blueprint-sim" not in page
    assert 'Another in full: compare(scenario, "ID")\n' in page
    assert 'result.save("folder") lists them in the report\n' in page


def test_a_result_travels(result: Result) -> None:
    assert pickle.loads(pickle.dumps(result)) == result
    assert stored.from_text(stored.as_text(result)) == study(result.model)


def test_the_folder_of_a_run_is_written_and_read(result: Result, tmp_path: Path) -> None:
    alone = run(result.model, variants="person_first", replications=1)
    folder = alone.save(tmp_path / "answer")
    with pytest.raises(InTheWayError, match=r"answer exists; force=True would overwrite it"):
        alone.save(folder)
    with pytest.raises(InTheWayError, match=r"is not the folder of a run \(it has no manifest"):
        alone.save(tmp_path)
    with pytest.raises(InTheWayError, match=r"not overwritten, even with force=True"):
        alone.save(tmp_path, force=True)

    assert (folder / "report.html").is_file()
    assert Result.read(folder) == alone
    with pytest.raises(InTheWayError):
        alone.save(folder)
    assert alone.save(folder, force=True) == folder
    with pytest.raises(ResultError, match="not the folder of a run"):
        Result.read(tmp_path)


def test_customers_and_visits_are_those_of_the_logs(result: Result) -> None:
    customers, visits = result.customers(), result.visits(replications=2)

    assert customers.groupby("variant", observed=True).size().to_dict() == {
        logged.record.program.variant: len(logged.record.log.customers)
        for logged in logs(result.model, seed=3)
    }
    for name, found in result.variants.items():
        own = customers[customers["variant"] == name]
        expected = found.replications["wait_mean"][0]
        assert own["wait_min"].mean() == pytest.approx(expected, abs=1e-6)
        assert own["misery"].mean() == found.replications["misery_mean"][0]
    assert visits["replication"].unique().tolist() == [1, 2]
    assert len(visits) == sum(
        len(logged.record.log.visits) for logged in logs(result.model, seed=3, replications=2)
    )
    assert not [column for column in visits if ":" in str(column)]
    assert visits.attrs["units"]["wait_min"] == "min"
    assert customers["counted"].all()
    assert customers["arrived"].dt.hour.min() == 9
    assert visits["worker"].isna().any()


def test_names_in_tables_are_as_they_were_given(hostile: Result) -> None:
    customers, visits = hostile.customers(), hostile.visits()

    assert set(customers["variant"]) == {"-one", "two"}
    assert set(customers["reason"]) == {"-a", "@b"}
    assert set(customers["persona"]) == {"+p", "q'"}
    assert (set(visits["step"]), set(visits["team"])) == ({"+s"}, {"@t"})


# what a notebook shows


class Checker(HTMLParser):
    """Reads HTML, and keeps its elements, its text, and whether everything was closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_notebook_shows_verdict_pictures_and_numbers(result: Result) -> None:
    html = Checker(result._repr_html_())
    images = [attrs for tag, attrs in html.elements if tag == "img"]

    assert html.open == []
    assert 'For these customers, beside "Voice menu first":' in html.text
    assert "Moments of misery" in html.text
    assert len(images) == 2
    assert all(str(each["src"]).startswith("data:image/svg+xml;base64,") for each in images)
    assert all(str(each["alt"]) for each in images)
    assert {tag for tag, _ in html.elements} <= {
        "div", "p", "small", "b", "img", "table", "caption", "tr", "th", "td", "br"
    }  # fmt: skip


def test_it_reads_on_light_and_on_dark(result: Result) -> None:
    """Ink and ground come from the page around it, but for two tones that read on both."""
    styles = "".join(re.findall(r'style="([^"]*)"', result._repr_html_()))

    assert set(re.findall(r"(?<!-)color:([^;]*)", styles)) <= {"#008770", "#c9531a", "inherit"}
    assert "background" not in styles


def test_a_hostile_name_is_text(hostile: Result) -> None:
    for shown in (hostile, run(hostile.model, variants="-one")):
        html = Checker(shown._repr_html_())
        assert html.open == []
        assert "script" not in {tag for tag, _ in html.elements}
        assert HOSTILE in html.text
        assert HOSTILE in repr(shown)


def test_warnings_stand_below(result: Result) -> None:
    suspect = result.model.with_({"personas.regular.patience": "8 min"})

    (warning,) = warnings(suspect)
    assert warning.message in Checker(run(suspect, replications=2)._repr_html_()).text


# pictures


def test_draw_shows_the_baseline_unless_told(scenario: Scenario, result: Result) -> None:
    assert draw(scenario).to_bytes("svg") == draw(scenario, "menu_first").to_bytes("svg")
    assert result.draw().title == draw(scenario, None, result).title
    assert draw(scenario, "person_first").description != draw(scenario).description
    dark, light = result.draw(dark=True), result.draw()
    assert dark.to_bytes("svg") != light.to_bytes("svg")


def test_a_chart_is_a_picture(result: Result, tmp_path: Path) -> None:
    two = compare(result.model, "person_first", replications=2)

    names = ["forest", "emotion", "outcomes", "waits", "misery"]
    assert [two.chart(name).title != "" for name in names] == [True] * 5
    assert two.chart().title == two.chart("forest").title
    assert two.chart("waits", dark=True).to_bytes("svg") != two.chart("waits").to_bytes("svg")
    assert two.chart("waits").save(tmp_path / "waits.pdf").read_bytes().startswith(b"%PDF")
    assert result.chart("emotion-person-first").title
    with pytest.raises(ValueError, match="no chart 'wait'; did you mean 'waits'"):
        two.chart("wait")


def test_a_picture_of_nothing_is_told(scenario: Scenario) -> None:
    alone = run(scenario, variants="person_first", replications=1)

    with pytest.raises(ScenarioError, match="no variant 'menu_frist'; did you mean 'menu_first'"):
        draw(scenario, "menu_frist")
    with pytest.raises(ScenarioError, match="variant 'menu_first' was not run; there are person"):
        draw(scenario, "menu_first", alone)
    assert alone.draw("person_first").title
    assert alone.draw().title == alone.draw("person_first").title


@pytest.mark.parametrize(
    ("name", "start"), [("a.svg", b"<?xml"), ("a.PNG", b"\x89PNG"), ("a.pdf", b"%PDF")]
)
def test_a_picture_is_saved_by_its_ending(
    scenario: Scenario, tmp_path: Path, name: str, start: bytes
) -> None:
    picture = draw(scenario)
    path = picture.save(tmp_path / name)
    picture.save(path)

    assert path.read_bytes().startswith(start)


def test_an_ending_that_says_nothing_is_told(scenario: Scenario, tmp_path: Path) -> None:
    picture = draw(scenario)

    with pytest.raises(ValueError, match=r"^the end of 'a\.jpg' names no format of pictures; let"):
        picture.save(tmp_path / "a.jpg")
    with pytest.raises(ValueError, match="no format 'jpg'; write svg, png or pdf"):
        picture.to_bytes("jpg")  # type: ignore[arg-type]
    with pytest.raises(OutputError):
        picture.save(tmp_path / "no such folder" / "b.svg")


def test_a_notebook_shows_a_picture(scenario: Scenario) -> None:
    picture = draw(scenario)
    bundle = picture._repr_mimebundle_()

    assert list(bundle) == ["text/html", "image/svg+xml", "text/plain"]
    assert bundle["image/svg+xml"].startswith("<svg")
    asked = picture._repr_mimebundle_(include={"image/png"})["image/png"]
    assert b64decode(asked) == picture.to_bytes("png")
    html = Checker(bundle["text/html"])
    assert [tag for tag, _ in html.elements] == ["img"]
    assert html.elements[0][1]["alt"] == f"{picture.title}. {picture.description}"
    assert picture.description in bundle["text/plain"]
    assert isinstance(picture, Picture)


def test_results_of_a_study_and_of_the_face_are_alike_but_not_equal(result: Result) -> None:
    found = study(result.model)

    assert isinstance(result, studies.Result)
    assert result.document() == found.document()
    assert found != result

"""The wheel in a clean environment and an empty folder, no checkout near: research, a course and a teacher at work."""

import json
import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from importlib.metadata import PathDistribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from mcollab.course import root
from mcollab.version import __version__

pytestmark = pytest.mark.slow
ROOT = root()


def run(*command, cwd, **options):
    """Return what a command prints, run without what points to this checkout."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "MCOLLAB"))}
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env=env, capture_output=True, text=True, check=False, **options
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def built(kind, source, target):
    """Return the wheel or the sdist made of a folder."""
    run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", target, cwd=source)
    [found] = target.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return found


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    return built("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def contents(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def needed(wheel, extra):
    """Return what a wheel needs with an extra, as the distributions installed here."""
    [about] = [path for path in zipfile.Path(wheel).iterdir() if path.name.endswith(".dist-info")]
    own = PathDistribution(about)
    seen, waiting = set(), [(own.name, frozenset({extra}))]
    while waiting:
        name, extras = one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        for need in map(Requirement, (own if name == own.name else distribution(name)).requires or []):
            if need.marker is None or any(need.marker.evaluate({"extra": each}) for each in extras | {""}):
                waiting.append((need.name, frozenset(need.extras)))
    return [distribution(name) for name in {name for name, _ in seen} - {own.name}]


def top(one):
    """Return the files and folders that a distribution has in site-packages."""
    parts = {Path(file).parts[0] for file in one.files or []}
    return {Path(one.locate_file(part)) for part in parts if part not in ("..", "__pycache__")}


@pytest.fixture(scope="session")
def environment(wheel, tmp_path_factory):
    """Return a function that gives the Python of an environment with the wheel and what an extra brings, no more."""
    made = {}

    def make(extra):
        if extra not in made:
            folder = tmp_path_factory.mktemp(extra or "base")
            venv.create(folder, symlinks=True, with_pip=False)
            python = folder / "bin" / "python"
            packages = Path(
                run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
            )
            for path in {path for one in needed(wheel, extra) for path in top(one)}:
                (packages / path.name).symlink_to(path)
            run(
                sys.executable,
                "-m",
                "pip",
                "--python",
                python,
                "install",
                "--no-deps",
                "--no-index",
                "-q",
                wheel,
                cwd=folder,
            )
            made[extra] = python
        return made[extra]

    return make


def test_the_wheel_holds_the_package_the_tables_and_the_questions(wheel):
    tracked = run("git", "ls-files", "mcollab", "data", "chapters/questions", "_toc.yml", cwd=ROOT).splitlines()
    moved = dict.fromkeys(("data", "chapters", "_toc.yml"), "mcollab/_course/") | {"mcollab": ""}
    expected = {moved[name.partition("/")[0]] + name for name in tracked if (ROOT / name).is_file()}
    found = {name for name in contents(wheel) if ".dist-info/" not in name}
    assert expected <= found
    assert {name for name in found - expected if not (ROOT / name.removeprefix("mcollab/_course/")).is_file()} == set()
    assert (ROOT / "mcollab" / "course.py").is_file() and not any(name.startswith("mcollab/course/") for name in found)
    about = {Path(name).name for name in contents(wheel) if ".dist-info/" in name}
    assert {"LICENSE", "LICENSE-CONTENT", "LICENSE-DATA", "METADATA", "entry_points.txt"} <= about


def test_the_source_distribution_makes_the_same_wheel(wheel, tmp_path):
    sdist = built("sdist", ROOT, tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    [source] = [path for path in tmp_path.glob("mcollab-*") if path.is_dir()]
    again = contents(built("wheel", source, tmp_path / "wheel"))
    first = contents(wheel)
    assert again.keys() == first.keys()
    assert [name for name in first if first[name] != again[name]] == []


RESEARCH = """
import mcollab as mc
assert "site-packages" in mc.__file__
spells = mc.load("memberships")
found = {
    "version": mc.__version__,
    "tables": len(mc.tables()) == len({*mc.tables()["table"]}) > 20,
    "load": len(spells) > 700,
    "codebook": list(mc.codebook("memberships")["column"]) == list(spells.columns),
    "members": len(mc.members("nato", "2024-12-31")),
    "spells": len(mc.spells("nato")) >= 32,
    "panel": mc.panel("dyad", 2000, "nato", zeros=True, codes=["cow", "gw"])["shared"].sum().item(),
    "overlap": len(mc.overlap("2010-01-01", ["nato", "eu"])),
    "in_force": "nato" in set(mc.in_force("2000-01-01")["id"]),
    "lifetimes": mc.lifetimes(kind="alliance")["over"].any().item(),
    "names": mc.names(short=True)["USA"],
    "cite": mc.cite("spending", style="short"),
    "bibtex": mc.cite("spending")[:5],
    "measure": mc.measures.hhi([1, 1]),
    "claims": mc.claims.extract("NATO was founded in 1949.")["verdict"].tolist(),
}
missing = {}
for part in ("charts", "workbenches", "ask", "assignment"):
    try:
        getattr(mc, part)
    except mc.McollabError as error:
        missing[part] = str(error)
try:
    mc.measures.survival([1], [True])
except mc.McollabError as error:
    missing["survival"] = str(error)
import json
print(json.dumps([found, missing]))
"""


def test_base_alone_serves_research_and_names_the_extra_of_what_it_lacks(environment, tmp_path):
    python = environment("")
    found, missing = json.loads(run(python, "-c", RESEARCH, cwd=tmp_path))
    assert found == {
        "version": __version__,
        "tables": True,
        "load": True,
        "codebook": True,
        "members": 32,
        "spells": True,
        "panel": 171,  # 19 Allies in 2000: 19 * 18 / 2 pairs
        "overlap": 1,
        "in_force": True,
        "lifetimes": True,
        "names": "United States",
        "cite": "North Atlantic Treaty Organization 2026",
        "bibtex": "@misc",
        "measure": 0.5,
        "claims": ["supported"],
    }
    extras = {
        "charts": "charts",
        "survival": "charts",
        "workbenches": "course",
        "ask": "course",
        "assignment": "course",
    }
    assert {part: re.search(r"its extra '(\w+)'", said).group(1) for part, said in missing.items()} == extras
    assert all("\n" not in said for said in missing.values())
    said = subprocess.run(
        [python.with_name("mcollab"), "--help"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (said.returncode, said.stdout) == (2, "")
    assert "with its extra 'teach'" in said.stderr


COURSE = """
import mcollab as mc
chart = mc.charts.timeline(mc.in_force("1914-01-01"), title="In force")
assert chart.to_dict()["title"]["text"] == "In force"
mc.ask("history/ships-or-money"), mc.warm_up("models"), mc.progress()
assert mc.workbenches.burden() is not None and mc.workbenches.survival() is not None
assert mc.measures.survival([1, 2], [True, False])["at_risk"].tolist() == [2, 2, 1]
assert mc.claims.check("founded nato 1949").verdict == "supported"
"""


def test_the_course_extra_brings_charts_questions_claims_and_workbenches(environment, tmp_path):
    run(environment("course"), "-W", "error::DeprecationWarning:mcollab", "-c", COURSE, cwd=tmp_path)


PICTURE = """
import mcollab as mc
chart = mc.charts.timeline(mc.in_force("1914-01-01"), title="In force")
try:
    chart.save("chart.svg")
except mc.McollabError as error:
    print(error)
"""


def test_a_picture_asks_for_an_extra_of_its_own_and_not_for_all_that_builds_the_book(environment, tmp_path):
    assert "with its extra 'pictures'" in run(environment("charts"), "-c", PICTURE, cwd=tmp_path)
    assert not list(tmp_path.iterdir())
    assert run(environment("pictures"), "-c", PICTURE, cwd=tmp_path) == ""
    assert "In force" in (tmp_path / "chart.svg").read_text(encoding="utf-8")


def test_a_teacher_releases_a_student_hands_in_and_the_teacher_grades(environment, tmp_path):
    command = environment("teach").with_name("mcollab")
    run(command, "new", "week3.yml", "--chapter", "history", "--count", "4", cwd=tmp_path)
    run(command, "release", "week3.yml", "-o", "week3", cwd=tmp_path)
    assert {path.name for path in (tmp_path / "week3").iterdir()} >= {"week3.html", "week3.ipynb", "week3.json"}
    student = 'import mcollab as mc; mc.assignment("week3"); mc.submit("week3", student="u1", name="Ada")'
    run(environment("course"), "-c", student, cwd=tmp_path / "week3")
    (tmp_path / "handed").mkdir()
    (tmp_path / "week3" / "week3-u1.json").rename(tmp_path / "handed" / "week3-u1.json")
    run(command, "grade", "week3.key.yml", "handed", "-o", "grades", cwd=tmp_path)
    assert "u1" in (tmp_path / "grades" / "grades.csv").read_text(encoding="utf-8-sig")


TYPED = """
import mcollab as mc
reveal_type(mc.cite("gdp"))
reveal_type(mc.measures.hhi([1.0]))
reveal_type(mc.measures.burden([1], [2]).rho)
reveal_type(mc.panel)
reveal_type(mc.charts.trend)
reveal_type(mc.__version__)
mc.members("nato")
mc.membres("nato", "2004-12-31")
"""


def test_a_type_checker_sees_every_public_name(environment, tmp_path):
    (tmp_path / "study.py").write_text(TYPED, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--python-executable", environment("course"), "study.py"]
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    told = subprocess.run(
        [*map(str, command)], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    ).stdout
    lines = [re.sub(r"^study\.py:", "", line) for line in told.splitlines() if line.startswith("study.py")]
    assert [line.partition(":")[0] for line in lines[:8]] == ["3", "4", "5", "6", "7", "8", "9", "10"], told
    assert 'Revealed type is "str"' in lines[0].replace("builtins.", "")
    assert "float" in lines[1] and "float" in lines[2]
    assert "def (by: " in lines[3] and "zeros" in lines[3]
    assert "def (" in lines[4]
    assert "str" in lines[5]
    assert 'Missing positional argument "on"' in lines[6]
    assert 'Module has no attribute "membres"' in lines[7]


def test_importing_costs_a_twentieth_of_importing_pandas(environment, tmp_path):
    # The least of several: what else the machine does makes a single run longer, never shorter.
    code = "import time; start = time.process_time(); import {}; print(time.process_time() - start)"
    ours, pandas = (
        min(float(run(environment(""), "-c", code.format(name), cwd=tmp_path)) for _ in range(7))
        for name in ("mcollab", "pandas")
    )
    assert ours <= 0.05 * pandas

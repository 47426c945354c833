"""A clone by Git as on Windows has the line ends that scripts and saved chapters need."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = [".binder/postBuild", "Makefile", "index.md", "data/eras.csv", "data/sources.bib"]


def git(*arguments):
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *names, *arguments], check=True, capture_output=True)


def test_a_clone_as_on_windows_has_no_other_line_ends(tmp_path):
    source, clone = tmp_path / "source", tmp_path / "clone"
    for name in [".gitattributes", *FILES]:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    git("init", str(source))
    git("-C", str(source), "add", ".")
    git("-C", str(source), "commit", "--message", "As it is")
    git("clone", "--config", "core.autocrlf=true", str(source), str(clone))
    assert {name: (clone / name).read_bytes() for name in FILES} == {name: (ROOT / name).read_bytes() for name in FILES}
    assert not any(b"\r" in (clone / name).read_bytes() for name in FILES)

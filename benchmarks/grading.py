"""What grading costs beside reading the same files with json alone, how it grows, and whether a kill harms it."""

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
GRADE = "from mcollab.cli import main; import sys; sys.argv = ['mcollab', 'grade', *sys.argv[1:]]; main()"
READ = "import json, pathlib, sys\nfor path in pathlib.Path(sys.argv[1]).iterdir(): json.loads(path.read_bytes())"


def measure(sizes=(1_000, 10_000), kills: int = 50):
    """Yield times and peak memory for two sizes of class, and how many of the killed runs ended in the same results."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        key = released(folder)
        for size in sizes:
            hand_ins(key, size, folder / f"subs{size}")
            bare, bare_memory = timed(READ, folder / f"subs{size}")
            first, memory = timed(
                GRADE, folder / "bench.key.yml", folder / f"subs{size}", "-o", folder / f"grades{size}"
            )
            again, _ = timed(GRADE, folder / "bench.key.yml", folder / f"subs{size}", "-o", folder / f"grades{size}")
            yield (
                f"{size} files: graded in {first:.1f} s of the processor ({1e3 * first / size:.2f} ms a file), "
                f"json alone {bare:.1f} s: "
                f"{first / bare:.1f} times; again, unchanged {again:.1f} s; peak memory {memory:.0f} MB, "
                f"json alone {bare_memory:.0f} MB"
            )
        yield killed(folder, sizes[0], kills)


def released(folder: Path):
    """Release an assignment of every kind of question into `folder`, and return its key."""
    sys.path.insert(0, str(ROOT / "tests" / "teaching"))
    import classroom

    from mcollab import course
    from mcollab.teaching.release import release

    shelf = classroom.write_bank(folder / "bank")
    course.questions_dir = lambda: shelf
    (folder / "bench.yml").write_text(classroom.ASSIGNMENT.replace("id: week3", "id: bench"), encoding="utf-8")
    return release(folder / "bench.yml", folder / "students").key


def hand_ins(key, size: int, folder: Path) -> None:
    """Write the hand-ins of a class."""
    import classroom

    folder.mkdir()
    for number in range(size):
        rng = random.Random(number)
        document = classroom.hand_in(
            key, f"s{number:05d}", f"Student {number}", answer=lambda question, rng=rng: classroom.some(question, rng)
        )
        (folder / f"{number:05d}.json").write_text(json.dumps(document, indent=1), encoding="utf-8")


def timed(code: str, *arguments) -> tuple[float, float]:
    """Return seconds of the processor, which others at work do not lengthen, and peak megabytes of a Python of its own.

    The run must end well, or as grading does that leaves something to a person.
    """
    counted = (
        f"{code}\n" if code is READ else f"try:\n    {code}\nexcept SystemExit as end: assert end.code in (0, 2)\n"
    )
    counted += "import resource; used = resource.getrusage(resource.RUSAGE_SELF)\n"
    counted += "print('USED', used.ru_utime + used.ru_stime, used.ru_maxrss)"
    done = subprocess.run(
        [sys.executable, "-c", counted, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    seconds, memory = map(float, done.stdout.rsplit("USED", 1)[1].split())
    return seconds, memory / (1024 if sys.platform == "linux" else 1024**2)


def killed(folder: Path, size: int, kills: int) -> str:
    """Return how often grading, killed at a random moment and run again, gave the results of a run left alone."""
    rng = random.Random(1)
    arguments = [sys.executable, "-c", GRADE, str(folder / "bench.key.yml"), str(folder / f"subs{size}"), "-o"]
    wanted = results(folder / f"grades{size}")
    start = time.perf_counter()
    timed(GRADE, folder / "bench.key.yml", folder / f"subs{size}", "-o", folder / "fresh")
    whole = time.perf_counter() - start
    same = struck = 0
    for _ in range(kills):
        out = folder / "killed"
        shutil.rmtree(out, ignore_errors=True)
        run = subprocess.Popen([*arguments, str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.1, whole))
        run.kill()
        struck += run.wait() == -9
        subprocess.run([*arguments, str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        same += results(out) == wanted
    return (
        f"kill -9 at {kills} random moments ({struck} struck before the end), run again: "
        f"{same} of {kills} with identical results"
    )


def results(folder: Path) -> dict[str, bytes]:
    """Return what a run left, but for what it remembers."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }

"""What a box "Try this" proposes: it runs, and the code that it names stands in its cell."""

import ast
from pathlib import Path

import jupytext
import pytest
import yaml

ROOT = Path(__file__).parents[2]
TRIES = yaml.safe_load(Path(__file__).with_name("tries.yml").read_text(encoding="utf-8"))


def changed(code, proposal):
    """Return the code of a cell as a reader changes it who tries what is proposed."""
    for old, new in proposal.get("put", {}).items():
        assert old in code, f"{old!r} does not stand in the cell:\n{code}"
        code = code.replace(old, new)
    for start in proposal.get("cut", []):
        lines = code.splitlines()
        kept = [line for line in lines if start not in line]
        assert len(kept) == len(lines) - 1, f"{start!r} stands in {len(lines) - len(kept)} lines of the cell:\n{code}"
        code = "\n".join(kept)
    return proposal.get("run", code)


def run(code, names, where):
    """Run code as a notebook does and return what its last line shows."""
    tree = ast.parse(code)
    last = ast.Expression(tree.body.pop().value) if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, where, "exec"), names)
    return eval(compile(last, where, "eval"), names) if last else None


@pytest.mark.slow
@pytest.mark.parametrize("chapter", sorted(TRIES))
def test_what_is_proposed_runs(chapter, monkeypatch):
    monkeypatch.chdir(ROOT / "chapters")
    cells = [
        cell.source for cell in jupytext.read(ROOT / "chapters" / f"{chapter}.md").cells if cell.cell_type == "code"
    ]
    cells = [cell for cell in cells if not cell.startswith(("mc.ask(", "mc.warm_up("))]
    names, tried = {}, 0
    for number, code in enumerate(cells):
        where = f"chapters/{chapter}.md, cell {number + 1}"
        run(code, names, where)
        for proposal in TRIES[chapter]:
            if proposal["cell"] in code:
                tried += 1
                then = dict(names)
                shown = run(changed(code, proposal), then, f"{where}, tried")
                for words in proposal.get("then", []):  # what the cell prepares is drawn by one of the next
                    (drawn,) = (cell for cell in cells[number + 1 :] if words in cell)
                    last = {"put": proposal.get("also", {}), "cut": proposal.get("less", [])}
                    shown = run(changed(drawn, last), then, f"{where}, tried and drawn")
                assert shown is not None, f"{where}: {proposal} shows nothing"
                if hasattr(shown, "to_dict"):  # a chart is drawn up only when it is shown
                    shown.to_dict()
    assert tried == len(TRIES[chapter]), f"of {len(TRIES[chapter])} proposals {tried} found their cell, each only one"

"""A chapter in a real JupyterLab: it opens as a notebook, runs from top to bottom, and its charts are drawn."""

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHART = "application/vnd.vegalite.v5+json"


@pytest.fixture(scope="session")
def lab(tmp_path_factory, lacking):
    """The address of a JupyterLab on loopback, over a copy of the chapters: running one must not touch the sources."""
    program = ROOT / os.environ.get("MCOLLAB_LAB", ".venv-lab/bin/jupyter-lab")
    if not program.exists():
        lacking(f"no JupyterLab at {program}: `make test` installs one, or name it with MCOLLAB_LAB")
    folder, home = tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("jupyter")
    shutil.copytree(ROOT / "chapters", folder / "chapters")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        program, "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", f"--ServerApp.root_dir={folder}",
        "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True",
    ]
    settings = {f"JUPYTER_{name}_DIR": str(home / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    log = home / "log.txt"
    with log.open("w") as file:
        server = subprocess.Popen(command, env={**os.environ, **settings, "IPYTHONDIR": str(home)}, stdout=file, stderr=file)
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(address + "api", timeout=2)
                break
            except OSError:
                assert server.poll() is None, f"JupyterLab did not start:\n{log.read_text()[-2000:]}"
                time.sleep(0.5)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def test_history_runs_in_jupyterlab(lab, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.route(lambda url: not url.startswith((lab, "data:", "blob:")), lambda route: route.abort())
    page = context.new_page()
    page.goto(lab + "lab/tree/chapters/history.md?reset", wait_until="load")
    page.wait_for_function("document.querySelector('.jp-NotebookPanel') && window.jupyterapp?.shell.currentWidget?.content?.model",
                           timeout=60_000)
    outputs = page.evaluate(
        """async () => {
            const panel = jupyterapp.shell.currentWidget;
            await panel.context.ready;
            await panel.sessionContext.ready;
            // Every cell on the page, not only those in view.
            panel.content.notebookConfig = {...panel.content.notebookConfig, windowingMode: 'none'};
            await jupyterapp.commands.execute('notebook:run-all-cells');
            return panel.content.model.toJSON().cells.flatMap(cell => cell.outputs ?? [])
                .map(output => ({type: output.output_type, mimes: Object.keys(output.data ?? {}), said: output.evalue ?? ''}));
        }"""
    )
    assert [output["said"] for output in outputs if output["type"] == "error"] == []
    charts = sum(CHART in output["mimes"] for output in outputs)
    assert charts >= 7
    drawn = ".jp-OutputArea-output .vega-embed :is(svg.marks, canvas.marks)"
    page.wait_for_function("([drawn, charts]) => document.querySelectorAll(drawn).length === charts", arg=[drawn, charts],
                           timeout=60_000)
    context.close()

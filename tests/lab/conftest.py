"""A real JupyterLab on loopback."""

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


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
        program,
        "--no-browser",
        "--allow-root",
        "--ip=127.0.0.1",
        f"--port={port}",
        f"--ServerApp.root_dir={folder}",
        "--IdentityProvider.token=",
        "--LabApp.expose_app_in_browser=True",
    ]
    settings = {f"JUPYTER_{name}_DIR": str(home / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    log = home / "log.txt"
    with log.open("w") as file:
        server = subprocess.Popen(
            command, env={**os.environ, **settings, "IPYTHONDIR": str(home)}, stdout=file, stderr=file
        )
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

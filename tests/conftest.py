"""Shared by the tests that need a browser: the built site, a server for it on loopback, and Chromium."""

import gc
import gzip
import mimetypes
import os
import shutil
import subprocess
import sys
import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import settings

# A machine that is busy with something else is no fault of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_collection_finish():
    """Look for rubbish less often, and not among the tests and what they import, which stay: 1/15 of the time."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


ROOT = Path(__file__).parents[1]
COMPRESSED = {".html", ".js", ".css", ".json", ".svg", ".csv", ".bib", ".txt", ".xml"}


@pytest.fixture(autouse=True, scope="session")
def unsynced():
    """Let nothing wait for the disk: what tests write need not outlast a failure of the machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda file: None)
        yield


@pytest.fixture(scope="session")
def lacking():
    """Return a function that skips a test for want of a tool; where everything must be there (CI=true), it fails it."""

    def stop(what):
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(what)
        pytest.skip(what)

    return stop


class Handler(BaseHTTPRequestHandler):
    """Serves the folder `site` of its server as a web host would: compressed, with types and a 404."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = self.server.site / unquote(urlsplit(self.path).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.reply(404, "text/plain", b"not found", {})
        kind = {".js": "text/javascript", ".woff2": "font/woff2"}.get(path.suffix) or mimetypes.guess_type(path)[0]
        if path.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            return self.reply(200, kind, compressed(path, path.stat().st_mtime_ns), {"Content-Encoding": "gzip"})
        return self.reply(200, kind, path.read_bytes(), {})

    def reply(self, status, kind, body, headers):
        self.send_response(status)
        for name, value in {
            "Content-Type": kind or "application/octet-stream",
            "Content-Length": len(body),
            **headers,
        }.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@cache
def compressed(path, changed):
    """Return a file's bytes as a web host sends them."""
    return gzip.compress(path.read_bytes(), 6)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the built site: the one MCOLLAB_SITE names, or a build of its own."""
    if built := os.environ.get("MCOLLAB_SITE"):
        folder = (ROOT / built).resolve()
        assert (folder / "index.html").exists(), f"MCOLLAB_SITE names {folder}, where no site has been built"
        return folder
    out = tmp_path_factory.mktemp("book")
    command = [
        str(Path(sys.executable).with_name("jupyter-book")),
        "build",
        str(ROOT),
        "-W",
        "-n",
        "--keep-going",
        "--path-output",
        str(out),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return out / "_build" / "html"


@pytest.fixture(scope="session")
def served(site):
    """The address of the site on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.site = site
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser(lacking):
    """Chromium without a window: the one MCOLLAB_CHROMIUM names, of the system, or of Playwright."""
    from playwright.sync_api import Error, expect, sync_playwright

    expect.set_options(timeout=30_000)  # as long as actions may take: what comes late on a busy machine has not failed
    program = os.environ.get("MCOLLAB_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=program, args=["--disable-quic", "--no-sandbox"])
        except Error as error:
            lacking(f"Chromium does not start: {str(error).splitlines()[0]}. Say `playwright install chromium`.")
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def pages(site):
    """Every page of the site, as paths from its root."""
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html") if "_static" not in path.parts)
    assert {"index.html", "search.html", "genindex.html"} <= set(found)
    return found

"""What a page weighs over the wire (gzip), on the first visit and with all its charts alive."""

import os
import shutil
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = ("index.html", "chapters/history.html")


def measure():
    """Yield, for each page, kilobytes before a chart is reached and after all are alive, counted by the browser."""
    from playwright.sync_api import sync_playwright

    from tests.conftest import Handler

    site = ROOT / "_build" / "html"
    if not site.is_dir():
        raise SystemExit("No site: run `make book` first.")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.site = site
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("MCOLLAB_CHROMIUM") or shutil.which("chromium"), args=["--no-sandbox"])
        for page in PAGES:
            yield weigh(browser, f"http://127.0.0.1:{server.server_port}/{page}", page)
        browser.close()
    server.shutdown()


def weigh(browser, address: str, name: str) -> str:
    """Return one line: a page's weight before and after its charts, and how many charts it has."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    total = [0]
    page.on("requestfinished", lambda request: total.__setitem__(0, total[0] + request.sizes()["responseBodySize"]))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(1000)
    first = total[0]
    charts = page.locator("figure.mc-chart")
    for i in range(charts.count()):
        charts.nth(i).scroll_into_view_if_needed()
        page.wait_for_selector(f"figure.mc-chart[data-live] >> nth={i}", timeout=30_000)
    page.wait_for_timeout(500)
    number = charts.count()
    page.context.close()
    return f"{name}: {first / 1000:.0f} kB first, {total[0] / 1000:.0f} kB with {number} charts alive"

"""A visit to the site by somebody who has never been there."""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

TOLD = """
window.violations = [];
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  violations.push(`${violatedDirective} ${blockedURI}`));
"""
"""Has a page keep what goes against its policy, in `violations`."""

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}


class Visit:
    """A page in a fresh browser profile that reaches only its own server; keeps what it asked for and what went "
    "wrong."""

    def __init__(self, browser, served, **options):
        self.context = browser.new_context(**{"viewport": WIDE, **options})
        self.served, self.elsewhere, self.errors, self.weights = served, [], [], {}
        self.context.route(lambda url: not url.startswith((served, "data:", "blob:")), self._refuse)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        self.page.on("requestfinished", self._weigh)

    def _refuse(self, route):
        self.elsewhere.append(route.request.url)
        route.abort()

    def _weigh(self, request):
        sizes = request.sizes()
        path = urlsplit(request.url).path
        self.weights[path] = sizes["responseBodySize"] + sizes["responseHeadersSize"]

    def open(self, path):
        self.page.goto(self.served + path, wait_until="networkidle")
        return self

    def reach_every_chart(self):
        """Scroll to each chart in turn and wait until it is alive; return how many there are."""
        charts = self.page.locator(".mc-chart")
        for number in range(charts.count()):
            chart = charts.nth(number)
            chart.scroll_into_view_if_needed()
            self.page.wait_for_function("chart => 'live' in chart.dataset", arg=chart.element_handle(), timeout=60_000)
        self.page.wait_for_load_state("networkidle")
        return charts.count()

    def sound(self):
        assert self.elsewhere == [], f"asked others for {self.elsewhere}"
        assert self.errors == []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.context.close()


def faults(page):
    """Return what axe finds on a page, in words."""
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    rules["resultTypes"] = ["violations"]  # what is in order needs no list of thousands of nodes
    found = []
    for fault in Axe().run(page, options=rules).response["violations"]:
        nodes = [f"{node['html'][:160]} {node['failureSummary'][:200]}" for node in fault["nodes"][:3]]
        found.append(f"{fault['id']} ({len(fault['nodes'])}) {nodes}")
    return found

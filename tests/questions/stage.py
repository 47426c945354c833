"""A page that asks questions as the book's pages do, in a browser, at an address that is nowhere.

What stands at an address may change between two visits, as a site does when it is published again.
"""

import json

from mcollab.questions import front, markup, pages
from mcollab.style import css_variables

HOST = "https://course.test"
HEAD = """<!doctype html><html lang="en" data-content_root="{root}"><meta charset="utf-8"><title>Questions</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style>
<main><h1>Questions</h1>{body}</main><script type="module">{module}</script></html>"""


def practice(*questions, key=None, checked=True):
    """The element of a practice question with these variants; not `checked`, it is one of an assignment."""
    key = key or f"sample/{questions[0].id}"
    variants = [{**one.rules(), "html": markup.rendered(one.texts())} for one in questions]
    return pages.element({"key": key, "practice": checked, "link": None, "variants": variants}, list(questions))


def progress(*questions):
    """The element that counts what was answered."""
    asked = {f"sample/{one.id}": {"chapter": "sample", "question": one.rules()} for one in questions}
    return pages.element({"questions": asked}, [])


class Stage:
    """A browser in which pages of `HOST` can be visited; whatever is asked of another is noted in ``elsewhere``."""

    def __init__(self, browser, **options):
        self.pages, self.elsewhere, self.errors = {}, [], []
        self.headers = {"content-type": "text/html; charset=utf-8"}
        self.context = browser.new_context(
            **{"viewport": {"width": 1000, "height": 900}, "accept_downloads": True, **options}
        )
        self.context.route("**/*", self._answer)

    def _answer(self, route):
        url = route.request.url
        if url.startswith(("data:", "blob:")):
            return route.continue_()
        if url in self.pages:
            return route.fulfill(body=self.pages[url], headers=self.headers)
        if not url.endswith("favicon.ico"):
            self.elsewhere.append(url)
        return route.abort()

    def put(self, *elements, path="/chapters/sample.html", root="../"):
        """Publish a page, in place of what stood there; return its address."""
        style = css_variables() + front.styles()
        body = HEAD.format(root=root, style=style, body="\n".join(elements), module=front.module())
        self.pages[HOST + path] = body
        return HOST + path

    def visit(self, *elements, page=None, **where):
        """Publish a page and open it, in a new tab or in `page`."""
        url = self.put(*elements, **where)
        page = page or self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(url, wait_until="load")
        return page


def field(page, kind):
    """The first question of a kind."""
    return page.locator(f'fieldset.mc-q[data-kind="{kind}"]').first


def held(page, kind):
    """What the controls of a question hold, in the order of the page."""
    return field(page, kind).evaluate(
        """field => [...field.querySelectorAll('input, select:not([id$=sure]), textarea')]
            .map(control => /radio|checkbox/.test(control.type) ? control.checked : control.value)
            .concat([...field.querySelectorAll('.mc-q-order li > span')].map(item => item.textContent))"""
    )


def answer(page, kind):
    """Answer a question of a kind with the keyboard alone, whatever controls it has; return what they then hold."""
    keys, body = page.keyboard, field(page, kind)
    controls = body.locator(
        ":is(input, select, textarea, button):not([disabled]):not(.mc-q-sign):visible, :is(input)[type=radio]:visible"
    )
    names = [
        one.evaluate("one => one.closest('.mc-q-actions') ? '' : one.type || one.tagName") for one in controls.all()
    ]
    done = 0
    for name, control in zip(names, controls.all(), strict=True):
        if not name or (done and name in ("radio", "button", "submit")) or (done > 1 and name == "checkbox"):
            continue
        control.focus()
        match name:
            case "radio" | "select-one":
                keys.press("ArrowDown")
            case "checkbox":
                keys.press("Space")
            case "button":
                keys.press("Enter")
            case "textarea":
                keys.type("add jokes, x and z: dd 00 ii")  # each of these is a shortcut of JupyterLab
            case "text":
                keys.type("2")
        done += 1
    return held(page, kind)


def press(page, name):
    """Go with Tab to a button and press it."""
    for _ in range(40):
        if page.evaluate("document.activeElement.textContent") == name:
            return page.keyboard.press("Enter")
        page.keyboard.press("Tab")
    raise AssertionError(f"no button {name!r} is reached with Tab")


def stored(page):
    """What the browser keeps, by key."""
    return json.loads(page.evaluate("JSON.stringify({...localStorage})"))


def beyond(page, selector):
    """Return what stands within elements, and beyond the edges of the page."""
    return page.evaluate(
        """selector => [...document.querySelectorAll(`${selector} *`)].filter(part => {
            const box = part.getBoundingClientRect();
            return box.width && (box.right > innerWidth + 1 || box.left < -1);
        }).map(part => part.outerHTML.slice(0, 120))""",
        selector,
    )

"""What is read on a dark page and what is printed from it can be read."""

import pytest

pytestmark = pytest.mark.slow

NONE = "rgba(0, 0, 0, 0)"
GROUND = "image => getComputedStyle(image).backgroundColor"


def test_on_a_dark_page_no_picture_has_its_ink_as_its_ground(browser, site):
    """From disk, where charts stay pictures."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto((site / "chapters" / "history.html").resolve().as_uri())
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    pictures = page.locator(".mc-plot img.only-dark").all()
    assert pictures
    for picture in pictures:
        assert picture.is_visible() and picture.evaluate(GROUND) == NONE
        assert picture.evaluate("image => getComputedStyle(image).filter") == "none"
    assert not any(picture.is_visible() for picture in page.locator(".mc-plot img.only-light").all())
    context.close()


def test_a_dark_page_is_printed_dark_on_white(visit):
    with visit(color_scheme="dark") as there:
        there.open("chapters/cases.html")
        there.page.locator(".mc-chart").first.scroll_into_view_if_needed()
        there.page.locator(".mc-drawing.mc-live svg text").first.wait_for()
        there.page.emulate_media(media="print", color_scheme="dark")
        inks = ".bd-article p, .highlight pre, .highlight span, .mc-live text[fill=currentColor]"
        ink = f"[...document.querySelectorAll('{inks}')]"
        assert set(there.page.evaluate(f"{ink}.map(one => getComputedStyle(one).color)")) <= {
            "rgb(0, 0, 0)",
            "rgb(51, 51, 51)",
        }
        grounds = (
            "[document.body, ...document.querySelectorAll('div.highlight, div.cell_input, .mc-plot, .admonition')]"
        )
        assert set(there.page.evaluate(f"{grounds}.map(one => getComputedStyle(one).backgroundColor)")) <= {
            NONE,
            "rgb(255, 255, 255)",
        }
        for chart in there.page.locator(".mc-plot:has(img)").all():
            assert chart.locator("img.only-light").evaluate("one => getComputedStyle(one).display") == "block"
            assert chart.locator("img.only-dark").evaluate("one => getComputedStyle(one).display") == "none"


FAINT = """() => {
  const light = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return a ? (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255 : null;
  };
  const ground = (one) => (one ? light(getComputedStyle(one).backgroundColor) ?? ground(one.parentElement) : 1);
  return [...document.querySelectorAll(".bd-article :is(p, li, h1, h2, h3, td, th, a, code, figcaption, summary)")]
    .filter((one) => one.innerText?.trim() && one.getClientRects().length)
    .filter((one) => Math.abs(light(getComputedStyle(one).color) - ground(one)) < 0.25)
    .map((one) => `${one.tagName} ${one.innerText.trim().slice(0, 30)}`);
}"""


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("name", ["chapters/organizations.html", "reference/codebook.html"])
def test_no_text_is_of_the_colour_of_its_ground_on_the_page_or_on_paper(visit, name, scheme):
    """Tables of data frames above all, whose ink the theme has a name of its own for."""
    with visit(color_scheme=scheme) as there:
        there.open(name)
        assert there.page.locator(".bd-article table").count() > 0
        for media in ("screen", "print"):
            there.page.emulate_media(media=media, color_scheme=scheme)
            assert there.page.evaluate(FAINT) == [], media

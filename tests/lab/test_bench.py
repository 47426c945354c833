"""A workbench in a real JupyterLab: its controls are ipywidgets, and the kernel draws anew when one moves."""

from notebooks import run, saved

DRAWN = ".jp-OutputArea-output .vega-embed :is(svg.marks, canvas.marks)"


def test_a_control_moves_the_chart(lab, browser):
    page = saved(
        lab, browser, "bench", ["import mcollab as mc", "mc.workbenches.burden()", "mc.workbenches.survival()"]
    )
    run(page, lab, "bench")
    page.wait_for_function("selector => document.querySelectorAll(selector).length === 2", arg=DRAWN, timeout=60_000)
    chart = page.locator(DRAWN).first
    before = chart.screenshot()
    tick = page.locator(".widget-checkbox input").first
    tick.uncheck()
    for _ in range(240):
        page.wait_for_timeout(250)
        if page.locator(DRAWN).count() == 2 and page.locator(DRAWN).first.screenshot() != before:
            break
    else:
        raise AssertionError("the chart did not change with its control")
    page.context.close()

"""A workbench in a real JupyterLab: its controls are ipywidgets, and the kernel draws anew when one moves."""

READY = "window.jupyterapp?.shell.currentWidget?.content?.model?.cells?.length > 1"
RUN = """async () => {
    const panel = jupyterapp.shell.currentWidget;
    await panel.context.ready;
    await panel.sessionContext.ready;
    panel.content.notebookConfig = {...panel.content.notebookConfig, windowingMode: 'none'};
    await jupyterapp.commands.execute('notebook:run-all-cells');
    return panel.content.model.toJSON().cells.flatMap(cell => cell.outputs ?? [])
        .filter(output => output.output_type === 'error').map(output => output.evalue);
}"""
DRAWN = ".jp-OutputArea-output .vega-embed :is(svg.marks, canvas.marks)"


def test_a_control_moves_the_chart(lab, browser):
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    context.route(lambda url: not url.startswith((lab, "data:", "blob:")), lambda route: route.abort())
    page = context.new_page()
    page.goto(lab + "lab?reset", wait_until="load")
    page.wait_for_function("window.jupyterapp?.serviceManager?.isReady", timeout=60_000)
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "cells": [
            {
                "cell_type": "code",
                "id": f"cell-{i}",
                "metadata": {},
                "outputs": [],
                "execution_count": None,
                "source": cell,
            }
            for i, cell in enumerate(["import mcollab as mc", "mc.workbenches.burden()", "mc.workbenches.survival()"])
        ],
    }
    page.evaluate(
        "content => jupyterapp.serviceManager.contents.save('chapters/bench.ipynb', {type: 'notebook', format: "
        "'json', content})",
        notebook,
    )
    page.goto(lab + "lab/tree/chapters/bench.ipynb?reset", wait_until="load")
    page.wait_for_function(READY, timeout=60_000)
    assert page.evaluate(RUN) == []
    page.wait_for_function("selector => document.querySelectorAll(selector).length === 2", arg=DRAWN, timeout=60_000)
    chart = page.locator(DRAWN).first
    before = chart.screenshot()
    tick = page.locator(".widget-checkbox input").first
    tick.uncheck()
    for _ in range(60):
        page.wait_for_timeout(250)
        if page.locator(DRAWN).count() == 2 and page.locator(DRAWN).first.screenshot() != before:
            break
    else:
        raise AssertionError("the chart did not change with its control")
    context.close()

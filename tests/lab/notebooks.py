"""Notebooks in a real JupyterLab: written, opened and run."""

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


def saved(lab, browser, name, sources):
    """Return a page with JupyterLab, which reaches nothing else, after a notebook of these cells was saved in it."""
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    context.route(lambda url: not url.startswith((lab, "data:", "blob:")), lambda route: route.abort())
    page = context.new_page()
    page.goto(lab + "lab?reset", wait_until="load")
    page.wait_for_function("window.jupyterapp?.serviceManager?.isReady", timeout=60_000)
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{i}",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": source,
        }
        for i, source in enumerate(sources)
    ]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    page.evaluate(
        """([path, content]) =>
            jupyterapp.serviceManager.contents.save(path, {type: 'notebook', format: 'json', content})""",
        [f"chapters/{name}.ipynb", {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}],
    )
    return page


def run(page, lab, name):
    """Open a notebook and run it; no cell fails."""
    page.goto(f"{lab}lab/tree/chapters/{name}.ipynb?reset", wait_until="load")
    page.wait_for_function(READY, timeout=60_000)
    assert page.evaluate(RUN) == []

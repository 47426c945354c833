"""A chapter in a real JupyterLab: it opens as a notebook, runs from top to bottom, and its charts are drawn."""

CHART = "application/vnd.vegalite.v5+json"


def test_history_runs_in_jupyterlab(lab, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.route(lambda url: not url.startswith((lab, "data:", "blob:")), lambda route: route.abort())
    page = context.new_page()
    page.goto(lab + "lab/tree/chapters/history.md?reset", wait_until="load")
    page.wait_for_function(
        "document.querySelector('.jp-NotebookPanel') && window.jupyterapp?.shell.currentWidget?.content?.model",
        timeout=60_000,
    )
    outputs = page.evaluate(
        """async () => {
            const panel = jupyterapp.shell.currentWidget;
            await panel.context.ready;
            await panel.sessionContext.ready;
            // Every cell on the page, not only those in view.
            panel.content.notebookConfig = {...panel.content.notebookConfig, windowingMode: 'none'};
            await jupyterapp.commands.execute('notebook:run-all-cells');
            return panel.content.model.toJSON().cells.flatMap(cell => cell.outputs ?? [])
                .map(output => ({
                    type: output.output_type, mimes: Object.keys(output.data ?? {}), said: output.evalue ?? '',
                }));
        }"""
    )
    assert [output["said"] for output in outputs if output["type"] == "error"] == []
    charts = sum(CHART in output["mimes"] for output in outputs)
    assert charts >= 7
    drawn = ".jp-OutputArea-output .vega-embed :is(svg.marks, canvas.marks)"
    # A workbench draws charts of its own besides those that cells return.
    page.wait_for_function(
        "([drawn, charts]) => document.querySelectorAll(drawn).length >= charts", arg=[drawn, charts], timeout=60_000
    )
    context.close()

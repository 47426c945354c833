"""What a notebook output becomes on a page. myst-nb finds `MimeRenderer` by the entry point in pyproject.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mcollab.book import charts, questions

if TYPE_CHECKING:
    from docutils import nodes
    from myst_nb.core.render import MimeData, NbElementRenderer


class MimeRenderer:
    """Turns our MIME types into document nodes; everything else stays with myst-nb."""

    mime_priority_overrides: ClassVar[list[tuple[str, str, int]]] = [("*", charts.MIME, 1), ("*", questions.MIME, 1)]

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer,  # noqa: ARG004 - myst-nb's own signature
        data: MimeData,
        inline: bool,
    ) -> list[nodes.Element] | None:
        """Return the nodes for one output, or None to leave it to myst-nb."""
        if inline:
            return None
        if data.mime_type == charts.MIME:
            return [charts.chart_node(data.content)]
        if data.mime_type == questions.MIME:
            return [questions.question_node(data.content)]
        return None

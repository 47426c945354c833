"""What a notebook output becomes on a page. myst-nb finds `MimeRenderer` by the entry point in pyproject.toml."""

from .charts import MIME, chart_node


class MimeRenderer:
    """Turns our MIME types into document nodes; everything else stays with myst-nb."""

    mime_priority_overrides = [("*", MIME, 1)]

    @staticmethod
    def handle_mime(renderer, data, inline):
        """Return the nodes for one output, or None to leave it to myst-nb."""
        if data.mime_type == MIME and not inline:
            return [chart_node(data.content)]
        return None

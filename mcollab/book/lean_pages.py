"""What the theme and its helpers would put on every page, and the page does not use."""

import re

from docutils import nodes

# Scripts and styles by a part of their name, and what a page must contain to need them; None: never needed.
NEEDED_FOR = {
    "thebe": None,
    "design-tabs.js": "sd-tab-set",
    "sphinx-design": 'class="sd-',
    "togglebutton": "toggle",
    "clipboard.min.js": 'class="highlight',
    "copybutton": 'class="highlight',
    "mystnb": 'class="cell',
    "mcollab.js": "mc-chart",
    "question.": "<mc-question",
}


def needed(asset, body):
    """Return whether a page whose HTML is `body` uses a script or style sheet."""
    attributes = getattr(asset, "attributes", {})
    # The state of notebook widgets is of no use without a kernel.
    if attributes.get("type") == "application/vnd.jupyter.widget-state+json":
        return False
    name = f"{getattr(asset, 'filename', None) or ''} {attributes.get('body') or ''}".lower()
    for part, sign in NEEDED_FOR.items():
        if part in name:
            return sign is not None and sign in body
    return True


# What docutils writes around a source, and what is written instead: a role that browsers still read, and no number, since
# the text cites by author and year.
SOURCES = [
    (r'role="doc-biblioentry"', 'role="listitem"'),
    (r'(?<=role="listitem">\n)<span class="label">.*?</span></span>\n', ""),
]


def _lighten(app, pagename, templatename, context, doctree):
    body = context.get("body", "")
    for old, new in SOURCES:
        body = context["body"] = re.sub(old, new, body)
    for kind in ("script_files", "css_files"):
        context[kind] = [asset for asset in context[kind] if needed(asset, body)]


def _without_thebe(app, doctree):
    for node in list(doctree.findall(nodes.raw)):
        if "text/x-thebe-config" in node.astext() or "kernelName =" in node.astext():
            node.parent.remove(node)


def _launch_from_somewhere(app, config):
    # The theme fails on launch buttons that have no repository to launch.
    if not config.html_theme_options.get("repository_url"):
        config.html_theme_options.pop("launch_buttons", None)


def setup(app):
    """Work on each page after every other extension has."""
    app.connect("config-inited", _launch_from_somewhere)
    app.connect("html-page-context", _lighten, priority=990)
    app.connect("doctree-read", _without_thebe, priority=990)

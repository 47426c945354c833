"""LaTeX as MathML: browsers draw it themselves, so that no page needs MathJax."""

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml


def _visit_inline(self, node):
    self.body.append(tex2mathml(node.astext(), as_block=False))
    raise nodes.SkipNode


def _visit_block(self, node):
    ident = f' id="{node["ids"][0]}"' if node.get("ids") else ""
    number = f'<span class="eqno">({node["number"]})</span>' if node.get("number") else ""
    self.body.append(f'<div class="math"{ident}>{number}{tex2mathml(node.astext(), as_block=True)}</div>\n')
    raise nodes.SkipNode


def setup(app):
    """Offer the renderer to `html_math_renderer` in _config.yml."""
    app.add_html_math_renderer("mcollab_mathml", (_visit_inline, None), (_visit_block, None))

"""How a source is written in the list of references: its title as it stands, and the title is the link."""

from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style as Plain
from pybtex.style.template import field, href, optional, sentence, tag


class Style(Plain):
    """The plain style, but names in titles keep their capitals and no address is spelt out, which a link makes needless."""

    def format_title(self, e, which_field, as_sentence=True):
        """Return the title of an article, a treaty or a web page."""
        return _linked(e, field(which_field), as_sentence)

    def format_btitle(self, e, which_field, as_sentence=True):
        """Return the title of a book."""
        return _linked(e, tag("em")[field(which_field)], as_sentence)

    def format_web_refs(self, e):
        """Return the day on which a web page was read."""
        return sentence[optional["Read on ", field("urldate")]]


def _linked(entry, title, as_sentence):
    fields = entry.fields
    address = f"https://doi.org/{fields['doi']}" if "doi" in fields else fields.get("url")
    linked = href(address)[title] if address else title
    return sentence(capfirst=False)[linked] if as_sentence else linked


def setup(app):
    """Make the style known as `course` (`bibtex_default_style` in _config.yml)."""
    register_plugin("pybtex.style.formatting", "course", Style)

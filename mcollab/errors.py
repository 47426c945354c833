"""The one error that a user's mistake raises, and the help it gives."""


class McollabError(ValueError):
    """A mistake in a call or in a data file, told in one sentence.

    The sentence names the thing, what was expected and, where there is one, the nearest valid name.
    """


def nearest(name, options) -> str:
    """Return ``"; did you mean 'nato'?"`` for the option closest to `name`, or ``""`` if none is close."""
    from difflib import get_close_matches

    lowered = {str(option).casefold(): str(option) for option in options}
    found = get_close_matches(str(name).casefold(), lowered, n=1, cutoff=0.5)
    return f"; did you mean {lowered[found[0]]!r}?" if found else ""

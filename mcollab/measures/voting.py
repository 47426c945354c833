"""What a rule of decision lets a body do."""

from __future__ import annotations

from mcollab.errors import McollabError, require
from mcollab.measures.values import numbers


def passage(willing: float, voters: int, needed: int, vetoes: int = 0) -> float:
    """Return the chance that a proposal passes where each voter is content with the same probability, by itself.

    Coleman's power of a body to act, which he defines for a probability of one half, at any probability.

    Parameters
    ----------
    willing
        Probability, 0 to 1, that a voter is content.
    voters
        How many vote.
    needed
        How many of them must be content: all of them under consensus or unanimity.
    vetoes
        How many of the voters can stop a proposal alone, so that all of these must be among the content.

    Returns
    -------
    float
        A probability, 0 to 1.

    Raises
    ------
    McollabError
        If `willing` is no probability, there are not so many voters, or one of them is no number, or not whole.
    MissingExtraError
        If SciPy is not installed.

    Examples
    --------
    Three who must agree; and the Security Council, nine of fifteen with five vetoes:

    >>> round(mc.measures.passage(0.9, voters=3, needed=3), 3)
    0.729
    >>> round(mc.measures.passage(0.9, voters=15, needed=9, vetoes=5), 3)
    0.59

    References
    ----------
    Coleman, J. S. (1971), "Control of Collectivities and the Power of a Collectivity to Act", in Lieberman, B. (ed.),
    Social Choice, New York: Gordon and Breach, 269–300.
    """
    require("charts", "scipy")
    from scipy.stats import binom

    numbers("passage", willing=willing)
    numbers("passage", whole=True, voters=voters, needed=needed, vetoes=vetoes)
    if not 0 <= willing <= 1:
        raise McollabError(f"passage needs a probability from 0 to 1, but got {willing!r}.")
    if not (1 <= needed <= voters and 0 <= vetoes <= voters):
        raise McollabError(
            f"passage needs from 1 to {voters} votes and at most {voters} vetoes of {voters} voters, "
            f"but got needed={needed!r}, vetoes={vetoes!r}."
        )
    rest = binom.sf(needed - vetoes - 1, voters - vetoes, willing)
    return float(willing**vetoes * rest)

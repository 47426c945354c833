"""What LaTeX lacks, told before it is drawn."""

import pytest

from mcollab.book.latex import LatexError, check

WHOLE = r"""
H = \sum_{i=1}^{n} s_i^2
\hat{S}(t) = \prod_{t_i \le t} \left(1 - \frac{d_i}{n_i}\right)
G = \frac{\sum_i \sum_j |x_i - x_j|}{2 n^2 \bar{x}}
J(A, B) = \frac{|A \cap B|}{|A \cup B|}
\text{share}_i = \frac{\text{spending}_i}{\text{GDP}_i}
f'(x) + x'^2 + x'_i + x_i'
\lim_{n \to \infty} a_n + \sum\limits_{i} x_i
{}_a x + {a_b}_c + {x^2}^3 + x^{y^z}
\sqrt[3]{2} + \sqrt 2 + x^\frac{1}{2}
\left\{ \left( x \right)^2 \mid x > 0 \right.
\Pr(X \ge k) = \sum_{j=k}^n \binom{n}{j} p^j (1-p)^{n-j}
\begin{pmatrix} a & b \\ c & d \end{pmatrix}
\begin{cases} 1 & x_1 > 0 \\ 0 & \text{otherwise, if $z_i$} \end{cases}
{{}\bar{x}}_i + \bar{x_i} + {a \bar{x}}_i + {\bar{x}^2}_i + \bar{x}'_i + \mathbf{x}_\hat{a}
\bar{x}^2 + \underline{x}_2
\bigl( x \bigr) + \mathbf{\hat x} + \mathrm{GDP}_{it} + x_\text{in} + x_\max
\displaystyle \operatorname{argmax} x \not= y
""".strip().splitlines()


@pytest.mark.parametrize("formula", WHOLE)
def test_a_whole_formula_passes(formula):
    check(formula)


def test_rows_stand_in_a_block_only():
    check(r"a &= b \\ &= c", block=True)
    with pytest.raises(LatexError, match="& stands outside"):
        check(r"a &= b \\ &= c")
    with pytest.raises(LatexError, match="& stands outside"):
        check("a & b", block=True)


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        ("x^{", "{ is not closed"),
        (r"\frac{1}{", "{ is not closed"),
        ("a}", "} closes nothing: there is no { before it"),
        (r"\left( x", r"\left is not closed"),
        (r"x \right)", r"\right closes nothing: there is no \left before it"),
        (r"{ \left( a } \right)", r"\left is not closed before }"),
        (r"\bigl( x", r"\bigl is not closed"),
        (r"\bigl( x \right)", r"\bigl is not closed before \right"),
        (r"\left", r"a bracket is missing after \left"),
        (r"\end{matrix}", r"\end{matrix} closes nothing: there is no \begin{matrix} before it"),
        (r"\begin{matrix} a", r"\begin{matrix} is not closed"),
        (r"\begin{matrix} a \end{cases}", r"\begin{matrix} is not closed before \end{cases}"),
        (r"\begin{matrix} {a & b} \end{matrix}", "& stands outside of the cells"),
        (r"\begin{matrix} a \\[2pt] b \end{matrix}", r"\\[…] cannot set a distance here: write \\"),
        ("a_b_c", "two _ after one another: write {…} around what belongs together"),
        ("a^b^c", "two ^ after one another"),
        ("a_b^c_d", "two _ after one another"),
        ("x'_a_b", "two _ after one another"),
        ("x_a'_b", "two _ after one another"),
        (r"\displaystyle^2", "nothing stands before ^"),
        ("_i", "nothing stands before _: write {}_"),
        (r"\begin{matrix} a & ^2 \end{matrix}", "nothing stands before ^"),
        ("x^", "something is missing between ^ and the end"),
        ("{x_}", "something is missing between _ and }"),
        ("x^_a", "something is missing between ^ and _"),
        (r"\frac{1}", r"something is missing between \frac and the end"),
        (r"x_\frac{1}", "something is missing between _ and the end"),
        (r"\cfrac[l]{1}", r"something is missing between \cfrac and the end"),
        (r"\sqrt[3]", r"something is missing between \sqrt and the end"),
        (r"\phantom", r"something is missing between \phantom and the end"),
        (r"\not", r"something is missing between \not and the end"),
        (r"x^\idotsint", r"write {…} around \idotsint and what belongs to it"),
        (r"{\frac{1}}x", r"something is missing between \frac and }"),
        (r"\overset{a}", r"something is missing between \overset and the end"),
        (r"\left( \sqrt \right)", r"something is missing between \sqrt and \right"),
        (r"\sqrt[3 x", r"the [ of \sqrt is not closed"),
        (r"\sqrt[a_b_c]{x}", "two _ after one another"),
        ("x^12", "LaTeX takes 1 of 12 alone here: write {12} for the whole number"),
        (r"\frac12 x", "LaTeX takes 1 of 12 alone here: write {12} for the whole number"),
        (r"x \limits", r"\limits stands between an operator and its _ or ^"),
        (r"\limits_x", r"\limits stands between an operator"),
        (r"\bar{x}_i", r"_ after \bar would be drawn in another place: write {{}\bar{…}}_"),
        (r"{\hat\beta}_1", r"_ after \hat would be drawn in another place"),
        (r"\underline{x}^2", r"^ after \underline would be drawn in another place"),
        (r"\underbrace{x}_n", r"_ after \underbrace would be drawn in another place"),
        (r"\overbrace{x}^n", r"^ after \overbrace would be drawn in another place"),
        (r"\boldsymbol{x} + y", r"\boldsymbol would make all that follows bold"),
        (r"\text ab", r"\text needs braces: write \text{…}"),
        (r"\text{a", r"the { of \text is not closed"),
        (r"\text{50\%}", r"\text{…} holds words only"),
        (r"\text{US$}", r"\text{…} holds words only"),
        (r"\text{a $b_c_d$}", "two _ after one another"),
        (r"\operatorname*{argmax}", r"\operatorname needs braces"),
        (r"x_\text{a $b$}", r"write {…} around \text and what belongs to it"),
        (r"\frac\log 2", r"write {…} around \log and what belongs to it"),
        (r"\mathbf\hat x", r"write {…} around \hat and what belongs to it"),
        (r"\pmod\left( x \right)", r"write {…} around \left and what belongs to it"),
    ],
)
def test_what_is_not_whole_is_told(formula, sentence):
    with pytest.raises(LatexError) as told:
        check(formula)
    assert str(told.value).startswith(sentence)

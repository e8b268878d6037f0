r"""Formulas of a ledger: only mathematics that every TeX can set reaches the page.

A ledger may come from anybody's derivations, and one undefined command stops TeX. So a formula is read by a small
parser first: known commands with their arguments, balanced braces and delimiters, no double script. What does not
read is printed as text, as it stands.
"""

from __future__ import annotations

import re
from typing import Final

from lrproof.report.text import escape


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TOKEN: Final = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_SYMBOLS: Final = _words(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho "
    "sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega "
    "ell infty nabla partial emptyset hbar Re Im prime star ast circ bullet cdot times div pm mp wedge vee cap cup "
    "prec succ preceq succeq setminus oplus otimes le leq ge geq ne neq ll gg equiv approx sim simeq cong propto in "
    "notin ni subset subseteq "
    "supset supseteq to gets mapsto rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow implies "
    "iff longrightarrow Longrightarrow Longleftrightarrow uparrow downarrow forall exists neg lnot land lor top bot "
    "vdash mid parallel perp sum prod int max min sup inf lim limsup liminf log ln exp sin cos tan sinh cosh tanh "
    "arctan det arg gcd deg dim ker Pr lvert rvert lVert rVert vert Vert lfloor rfloor lceil rceil langle rangle "
    "backslash colon dots ldots cdots quad qquad displaystyle textstyle not surd angle triangle"
)
_BIG: Final = frozenset(f"\\{b}{side}" for b in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m"))
_BARE: Final = re.compile(
    r"[A-Za-z0-9*+]|\\(alpha|beta|gamma|delta|epsilon|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|psi|omega|"
    r"ell|infty|star|ast|circ|prime|top|bot|mathrm|mathbf|mathit)"
)
_ARGUMENTS: Final = {
    "frac": 2, "dfrac": 2, "tfrac": 2, "binom": 2, "mathbf": 1, "mathrm": 1, "mathit": 1, "mathcal": 1, "mathsf": 1,
    "mathbb": 1, "operatorname": 1, "hat": 1, "bar": 1, "tilde": 1, "dot": 1, "ddot": 1, "vec": 1, "overline": 1,
    "underline": 1, "widehat": 1, "widetilde": 1, "sqrt": 1, "underbrace": 1, "overbrace": 1, "boldsymbol": 1,
}  # fmt: skip
_CONTROL: Final = _words(r"\, \; \: \! \{ \} \| \% \_ \# \$ \&") | {"\\ "}
_DELIMITERS: Final = _words(
    r"( ) [ ] | . / < > \{ \} \| \lvert \rvert \lVert \rVert \vert \Vert \langle \rangle \lfloor \rfloor \lceil \rceil"
)


class _Unreadable(ValueError):
    pass


class _Reader:
    """Reads the mathematics that is allowed here; raises _Unreadable at the first thing that is not."""

    def __init__(self, text: str) -> None:
        self.tokens = _TOKEN.findall(text)
        self.at = 0

    def peek(self) -> str:
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def next(self) -> str:
        """The next token, a space too."""
        self.at += 1
        return self.tokens[self.at - 1] if self.at <= len(self.tokens) else ""

    def need(self, condition: bool) -> None:
        if not condition:
            raise _Unreadable("".join(self.tokens[max(0, self.at - 3) : self.at + 3]))

    def sequence(self, end: tuple[str, ...], rows: bool = False) -> None:
        seen: set[str] = set()
        while (token := self.peek()) not in end:
            self.need(token != "")
            if token in ("^", "_"):
                self.need(token not in seen)
                seen.add(token)
                self.take()
                self.argument()
            elif token == "'":
                self.need("^" not in seen)
                self.take()
            elif token == "&" or token == r"\\":
                self.need(rows)
                self.take()
                seen = set()
            else:
                seen = set()
                self.atom()

    def argument(self) -> None:
        """A group, or one plain letter or symbol: TeX wants braces around anything else."""
        self.need(self.peek() == "{" or _BARE.fullmatch(self.peek()) is not None)
        self.atom()

    def atom(self) -> None:
        token = self.take()
        if token == "{":
            self.sequence(("}",))
            self.take()
        elif token == r"\left":
            self.need(self.take() in _DELIMITERS)
            self.sequence((r"\right",))
            self.take()
            self.need(self.take() in _DELIMITERS)
        elif token == r"\begin":
            self.need(self.name() == "aligned")
            if "".join(self.tokens[self.at : self.at + 3]) == "[t]":
                self.at += 3
            self.sequence((r"\end",), rows=True)
            self.take()
            self.need(self.name() == "aligned")
        elif token == r"\text":
            self.need(self.take() == "{")
            while (inside := self.next()) != "}":
                plain = inside.isascii() and inside.isprintable() and inside[:1] not in tuple("\\{$&#%^_~")
                self.need(inside != "" and (plain or inside in (r"\%", r"\_", r"\&", r"\#", r"\$", "\\ ")))
        elif token[1:] in _ARGUMENTS and token[0] == "\\":
            if token == r"\sqrt" and self.peek() == "[":
                self.take()
                self.sequence(("]",))
                self.take()
            for _ in range(_ARGUMENTS[token[1:]]):
                self.need(self.peek() == "{" or token != r"\operatorname")
                self.argument()
        elif token in _BIG:
            self.need(self.take() in _DELIMITERS)
        elif token[0] == "\\":
            self.need(token in _CONTROL or token[1:] in _SYMBOLS)
        else:
            self.need(token.isascii() and token.isprintable() and token not in tuple("}$&#%^_~"))

    def name(self) -> str:
        self.need(self.take() == "{")
        letters = ""
        while (token := self.take()) != "}":
            self.need(token.isalpha())
            letters += token
        return letters


def readable(latex: str) -> bool:
    """Whether ``latex`` is mathematics that amsmath alone sets without an error."""
    reader = _Reader(latex)
    try:
        reader.sequence(("",))
    except (_Unreadable, RecursionError):
        return False
    return latex.strip() != ""


def formula(latex: object) -> str:
    """``latex`` for math mode: as it is when readable, else its own source as text."""
    shown = " ".join(str(latex).split())
    return shown if readable(shown) else rf"\text{{\ttfamily {escape(shown)}}}"


def top_aligned(latex: object) -> str:
    """``latex`` for math mode, its rows hanging from the first, beside which a number stands."""
    return formula(latex).replace(r"\begin{aligned} ", r"\begin{aligned}[t] ")


def inline(latex: object, style: str = "") -> str:
    """``latex`` as part of a sentence: its words as words, so that a line of the page may end between them.

    ``style`` stands before its fractions, which are small in a sentence otherwise.
    """
    shown = " ".join(str(latex).split())
    if not readable(shown):
        return f"${formula(shown)}$"
    tokens, parts, math, depth, at = [*_TOKEN.findall(shown), ""], [], "", 0, 0
    while at < len(tokens):
        token = tokens[at]
        if token == r"\text" and depth == 0:
            end = tokens.index("}", at)
            if tokens[end + 1] not in ("^", "_"):
                words = "".join(tokens[at + 1 : end + 1]).partition("{")[2].removesuffix("}")
                parts += [_dollars(math, style), words]
                math, at = "", end + 1
                continue
        depth += (token in ("{", r"\left", r"\begin")) - (token in ("}", r"\right", r"\end"))
        math += token
        at += 1
    return "".join([*parts, _dollars(math, style)]).strip()


_SPACE: Final = r"\\(?:[ ,;:]|quad(?![A-Za-z]))"
_RELATION: Final = r"(?:\\(?:Rightarrow|Leftrightarrow|to|le|ge|ll|gg|ne|approx|in)(?![A-Za-z])|[=<>])"
_GAP: Final = rf"(?:\s|{_SPACE})"


def _dollars(math: str, style: str) -> str:
    """Mathematics of a sentence; a gap at its ends becomes a space of the sentence."""
    inside = re.sub(rf"^{_GAP}+|{_GAP}+$", "", math)
    if not inside:
        return " " if math.strip() else ""
    lead = re.match(rf"\s*(?:{_SPACE}|{_RELATION})", math)
    trail = re.search(rf"(?:{_SPACE}|{_RELATION})\s*$", math)
    return f"{' ' if lead else ''}${style if 'frac' in inside else ''}{inside}${' ' if trail else ''}"

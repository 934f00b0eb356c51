"""Numbers that a chapter's prose states although no cell computed them.

A number may stand in prose when it is quoted from a cell (``{glue}``); when a code cell or its
output on the page, or a published configuration, holds it, rounded or as per cent; when it is small
enough to be a count of things in sight; when it is part of a formula, a name, a date, a question or
a quiz, whose numbers are given and not measured; or when its paragraph cites a source. Everything
else is uncomputed. The comment ``% states: 65,536`` as the first line of a paragraph says that the
number is a definition.
"""

import re
from collections.abc import Collection, Iterator

SMALL = 20  # words and tokens in sight, heads, layers, steps: the reader can count them
CODE = re.compile(r"^(`{3,})\{code-cell\}.*?^\1\s*$", re.MULTILINE | re.DOTALL)
STATES = re.compile(r"^% states:(.*)$", re.MULTILINE)
NOT_PROSE = [
    re.compile(r"\A---\n.*?^---$", re.MULTILINE | re.DOTALL),  # front matter
    re.compile(r"^(`{3,}).*?^\1\s*$", re.MULTILINE | re.DOTALL),  # cells and listings
    re.compile(r"^\$\$.*?^\$\$", re.MULTILINE | re.DOTALL),  # formulas
    re.compile(r"^ *:[\w-]+:.*$", re.MULTILINE),  # options of directives
    re.compile(r"^(:{3,})\{quiz\}.*?^\1\s*$", re.MULTILINE | re.DOTALL),
    re.compile(r"\{[\w:-]+\}`[^`]*`"),  # roles, quoted values among them
    re.compile(r"`[^`]*`"),  # code
    re.compile(r"\$[^$]*\$"),  # formulas
    re.compile(r"\]\([^)]*\)"),  # targets of links
]
QUESTION = re.compile(r"[^.!?:|]*\?")
COMMENT = re.compile(r"^%.*$", re.MULTILINE)
NUMBER = re.compile(r"(?<![\w.,/^√-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w-])(?=(\s?%)?)")
YEAR = re.compile(r"(19|20)\d\d")


def _blank(text: str, pattern: re.Pattern[str]) -> str:
    """The text with every match emptied, its lines kept."""
    return pattern.sub(lambda match: " " + "\n" * match[0].count("\n"), text)


def values(text: str) -> set[float]:
    """Every number in a piece of code or of output."""
    return {
        float(number.replace(",", "").replace("_", ""))
        for number in re.findall(r"\d[\d_,]*(?:\.\d+)?(?:e[+-]?\d+)?", text)
    }


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The blocks of text between blank lines, each with the line on which it begins."""
    number, block = 1, []
    for line_number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip():
            number, block = (number, block) if block else (line_number, block)
            block.append(line)
        elif block:
            yield number, "\n".join(block)
            block = []


def uncomputed(text: str, known: Collection[float] = ()) -> list[str]:
    """Every such number of a page that is not among the known ones, with its line."""
    allowed = set(known) | values("\n".join(match[0] for match in CODE.finditer(text)))
    cited = {number for number, block in paragraphs(text) if "{cite" in block}
    stated = {number: values(STATES.findall(block)[0]) for number, block in _stating(text)}
    for pattern in NOT_PROSE:
        text = _blank(text, pattern)
    complaints = []
    for number, block in paragraphs(text):
        if number in cited:
            continue
        granted = allowed | stated.get(number, set())
        block = QUESTION.sub(" ", COMMENT.sub("", block))
        for found in NUMBER.finditer(block):
            if not (YEAR.fullmatch(found[0]) or _is_computed(found, granted)):
                near = block[max(found.start() - 30, 0) : found.end() + 20]
                complaints.append(f"{number}: {found[0]} in “{' '.join(near.split())}”")
    return complaints


def _is_computed(found: re.Match[str], computed: set[float]) -> bool:
    """Small, or equal to a computed number after rounding."""
    value = float(found[0].replace(",", ""))
    decimals = len(found[0].partition(".")[2])
    if not decimals:
        percent = found[1] and any(round(100 * other) == value for other in computed)
        return value <= SMALL or value in computed or bool(percent)
    half = 0.5000001 * 10.0**-decimals
    scales = (1, 100) if found[1] else (1,)
    return any(abs(scale * other - value) <= half for other in computed for scale in scales)


def _stating(text: str) -> Iterator[tuple[int, str]]:
    return ((number, block) for number, block in paragraphs(text) if STATES.search(block))

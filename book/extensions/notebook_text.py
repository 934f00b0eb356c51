"""From the Markdown of a page to the Markdown that Jupyter shows: no directive, no role is left.

Boxes become quotations, folds and quiz choices become ``<details>``, quoted values become numbers,
listings become code, and references become links to the published page.
"""

import ast
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from string import ascii_uppercase

from quiz import VERDICTS

COLONS = re.compile(r"^(?P<fence>:{3,})\{(?P<name>[\w-]+)\} ?(?P<title>.*)\n", re.MULTILINE)
LISTING = re.compile(r"^(`{3,})\{literalinclude\} (?P<path>\S+)\n(?P<options>.*?)^\1$", re.M | re.S)
OPTION = re.compile(r"^:(?P<name>[\w-]+): *(?P<value>.*)$")
ROLE = re.compile(r"\{(?P<role>[\w:-]+)\}`(?P<text>[^`]+)`")
LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>(?:/|\.\.?/|[\w/]+\.md)[^)\s]*)\)")
CHOICE = re.compile(r"^- \[([ xX])\] ", re.MULTILINE)
FACTS = {
    "minutes": "Minutes",
    "difficulty": "Difficulty, 1 to 5",
    "prerequisites": "Before this",
    "lesson": "Mirrors",
}
DROPPED = re.compile(r"^(?:%.*|\([\w-]+\)=)\n?", re.MULTILINE)


@dataclass
class NotebookText:
    """Converts the text of one page, with what the rest of the site knows."""

    folder: Path  # of the page, where its listings begin
    values: dict[str, str] = field(default_factory=dict)  # quoted by {glue:text}
    link: Callable[[str, str], str] = lambda role, target: target  # reference -> title and address
    _questions: count = field(default_factory=lambda: count(1))

    def convert(self, text: str) -> str:
        """The text of one cell."""
        return self._prose(self._blocks(LISTING.sub(self._listing, DROPPED.sub("", text))))

    def _blocks(self, text: str) -> str:
        while opening := COLONS.search(text):
            closing = re.compile(rf"^{opening['fence']}$", re.MULTILINE).search(text, opening.end())
            end = closing.start() if closing else len(text)
            block = self._block(opening["name"], opening["title"], text[opening.end() : end])
            text = text[: opening.start()] + block + text[closing.end() if closing else end :]
        return text

    def _block(self, name: str, title: str, body: str) -> str:
        options, lines = {}, body.strip("\n").splitlines()
        while lines and (option := OPTION.match(lines[0])):
            options[option["name"]] = option["value"].strip('"')
            lines = lines[1:]
        inside = self._blocks("\n".join(lines).strip() + "\n").strip()
        match name:
            case "banner":
                return "\n".join(f"- **{FACTS[key]}:** {it}" for key, it in options.items())
            case "correction":
                claim = f"**Correction: {title}**\n\n*You may read:* {options['lesson']}"
                return _quotation(f"{claim}\n\n*In fact:* {inside}")
            case "quiz":
                return f"**Question {next(self._questions)}.** {title}\n\n{_choices(inside)}"
            case "toctree":
                return ""
            case "dropdown":
                return _fold(title, inside)
            case "grid" | "grid-item-card" | "div":
                return f"**{title}**\n\n{inside}" if title and not title[0].isdigit() else inside
        return _quotation(f"**{title or name.capitalize()}**\n\n{inside}")

    def _listing(self, found: re.Match) -> str:
        source = (self.folder / found["path"]).read_text(encoding="utf-8")
        lines = map(OPTION.match, found["options"].splitlines())
        options = {line["name"]: line["value"] for line in lines if line}
        if name := options.get("pyobject"):
            source = _definition(source, name)
        elif lines := options.get("lines"):
            first, _, last = lines.partition("-")
            source = "\n".join(source.splitlines()[int(first) - 1 : int(last or first)])
        return f"```python\n{source.strip()}\n```"

    def _prose(self, text: str) -> str:
        parts = re.split(r"(^```.*?^```$)", text, flags=re.MULTILINE | re.DOTALL)
        for number in range(0, len(parts), 2):
            prose = LINK.sub(lambda found: self.link(found["text"], found["target"]), parts[number])
            parts[number] = ROLE.sub(self._role, prose)
        return "".join(parts).strip()

    def _role(self, found: re.Match[str]) -> str:
        role, text = found["role"], found["text"]
        if role.startswith("glue"):
            return self.values[text.partition(":")[0]]
        if role == "math":
            return f"${text}$"
        return self.link(f"{{{role}}}", text)


def _definition(source: str, name: str) -> str:
    """One class, function or method of a source, by its dotted name."""
    node: ast.AST = ast.parse(source)
    for part in name.split("."):
        node = next(it for it in node.body if getattr(it, "name", None) == part)  # pyright: ignore
    first = min([node.lineno, *(it.lineno for it in node.decorator_list)])  # pyright: ignore
    lines = source.splitlines()[first - 1 : node.end_lineno]  # pyright: ignore
    return textwrap.dedent("\n".join(lines))


def _quotation(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _fold(title: str, body: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{body}\n\n</details>"


def _choices(text: str) -> str:
    """Every choice as a fold that opens into its verdict and explanation."""
    question, *parts = CHOICE.split(text)
    folds = []
    for letter, mark, choice in zip(ascii_uppercase, parts[::2], parts[1::2], strict=False):
        head, _, explanation = choice.partition("\n\n")
        title, verdict = " ".join(head.split()), VERDICTS[mark != " "]
        body = f"**{verdict}** {textwrap.dedent(explanation).strip()}"
        folds.append(_fold(f"{letter}. {title}", body))
    return "\n\n".join([question.strip(), *folds]).strip()

"""A quiz question that answers in the page: every choice unfolds into its own explanation.

    :::{quiz} A row of the weights belongs to what?
    - [ ] A key.

      Columns are keys.
    - [x] A query.

      Yes: a row is a query.
    :::

Choices are ``<details>``, so a question works without scripts; ``assets/quiz.js`` adds the score.
"""

import re
from string import ascii_uppercase
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

MARK = re.compile(r"^\[([ xX])\]\s+")
FEWEST, MOST = 2, 6
VERDICTS = {True: "Right.", False: "Not so."}  # no explanation needs to say it again


class question(nodes.General, nodes.Element):  # noqa: N801 (docutils nodes are lower case)
    """A question with its choices."""


class choice(nodes.General, nodes.Element):  # noqa: N801
    """One choice: its text, then its explanation."""


class choice_text(nodes.General, nodes.TextElement):  # noqa: N801
    """What the reader clicks."""


class Quiz(SphinxDirective):
    """One question; its choices are the list at the end of the content."""

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Builds the question; a choice without mark or explanation is an error."""
        number = self.env.new_serialno("quiz") + 1
        parsed = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, parsed)
        if not parsed.children or not isinstance(parsed[-1], nodes.bullet_list):
            raise self.error(
                "quiz: end the question with a list of choices, “- [ ] …” or “- [x] …”"
            )
        choices = [
            self._choice(letter, item)
            for letter, item in zip(ascii_uppercase, parsed.pop(-1).children, strict=False)
        ]
        if not FEWEST <= len(choices) <= MOST:
            raise self.error(f"quiz: give {FEWEST} to {MOST} choices, this has {len(choices)}")
        right = sum(one["right"] for one in choices)
        if right != 1:
            raise self.error(f"quiz: mark exactly one choice with [x], this has {right}")
        asked, messages = self.state.inline_text(self.arguments[0], self.lineno)
        text = nodes.paragraph("", "", *asked, *messages, classes=["quiz-question"])
        text.insert(0, nodes.inline("", f"Question {number}. ", classes=["quiz-number"]))
        text["ids"] = [f"quiz-{number}"]
        return [question("", text, *parsed.children, *choices, asked=f"quiz-{number}")]

    def _choice(self, letter: str, item: nodes.Node) -> choice:
        match item.children:
            case [nodes.paragraph(children=[nodes.Text() as first, *rest]), *explanation]:
                mark = MARK.match(first)
            case _:
                mark = None
        if not mark:
            raise self.error(f"quiz: begin the choice with [ ] or [x]: “{item.astext()[:60]}”")
        if not explanation:
            raise self.error(f"quiz: explain the choice below it: “{item.astext()[:60]}”")
        text = choice_text("", "", nodes.Text(first[mark.end() :]), *rest, letter=letter)
        return choice("", text, *explanation, right=mark[1] != " ")


def visit_question(self: HTML5Translator, node: nodes.Element) -> None:
    """Opens a group that is named by its question."""
    self.body.append(f'<div class="quiz" role="group" aria-labelledby="{node["asked"]}">\n')


def depart_question(self: HTML5Translator, node: nodes.Element) -> None:
    """Closes the group."""
    self.body.append("</div>\n")


def visit_choice(self: HTML5Translator, node: nodes.Element) -> None:
    """Opens a fold that says whether it is right."""
    verdict = "right" if node["right"] else "wrong"
    self.body.append(f'<details class="quiz-choice" data-verdict="{verdict}">\n')


def depart_choice(self: HTML5Translator, node: nodes.Element) -> None:
    """Closes the explanation and the fold."""
    self.body.append("</div></details>\n")


def visit_choice_text(self: HTML5Translator, node: nodes.Element) -> None:
    """Opens the part that is always visible."""
    letter = f'<span class="quiz-letter">{node["letter"]}</span>'
    self.body.append(f"<summary>{letter} <span>")


def depart_choice_text(self: HTML5Translator, node: nodes.Element) -> None:
    """Closes it and begins the explanation with the verdict in words."""
    verdict = VERDICTS[node.parent["right"]]
    self.body.append(
        f'</span></summary>\n<div class="quiz-explanation"><p class="quiz-verdict">{verdict}</p>\n'
    )


def add_script(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Loads the score only where there is a question."""
    if doctree is not None and next(doctree.findall(question), None) is not None:
        app.add_js_file("quiz.js", loading_method="defer")


def setup(app: Sphinx) -> dict[str, bool]:
    """Registers the directive, its nodes and its script."""
    app.add_node(question, html=(visit_question, depart_question))
    app.add_node(choice, html=(visit_choice, depart_choice))
    app.add_node(choice_text, html=(visit_choice_text, depart_choice_text))
    app.add_directive("quiz", Quiz)
    app.connect("html-page-context", add_script)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""The site shows what to ask about a kind of mistake, and of the banks nothing."""

from html import unescape

from autograder.results.questions import KINDS


def test_each_kind_stands_there_with_its_question(build):
    html, warnings = build("mistake_kinds", "# A\n\n:::{mistake-kinds}\n:::\n")
    assert warnings == ""
    text = unescape(html)
    for kind in KINDS:
        assert f"<p>{kind.name}</p>" in text
        assert f"<p>{kind.question}</p>" in text

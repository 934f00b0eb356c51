"""A correction has a claim and a truth, both named in words."""

CORRECTION = """# Title

:::{correction} A row *sums* to 1
:lesson: "The **columns** sum to 1."

The rows do: $1 = 1$.
:::
"""


def test_names_claim_and_truth(build):
    html, warnings = build("correction", CORRECTION)
    assert warnings == ""
    assert "Correction: A row <em>sums</em> to 1" in html
    assert html.index("You may read") < html.index("<strong>columns</strong>")
    assert (
        html.index("<strong>columns</strong>") < html.index("In fact") < html.index("The rows do")
    )


def test_a_correction_without_a_claim_is_an_error(build):
    text = "\n".join(line for line in CORRECTION.splitlines() if ":lesson:" not in line)
    _, warnings = build("correction", text)
    assert "with the option :lesson:" in warnings
    assert "index.md:3" in warnings


def test_a_correction_without_a_truth_is_an_error(build):
    text = CORRECTION.replace("The rows do: $1 = 1$.", "")
    _, warnings = build("correction", text)
    assert "say what is true" in warnings
    assert "index.md:3" in warnings

"""A percent sign does not begin a line."""


def test_prose_is_tied_and_code_is_not(build):
    html, _ = build("percent_signs", "# Title\n\nIt is **50** % or 3 %.\n\n`a % b`\n")
    assert "<strong>50</strong>\u00a0% or 3\u00a0%." in html
    assert '<span class="pre">%</span> <span class="pre">b</span>' in html

"""What an extension brings when the pages are written has its checksum on them all the same."""

import re

PROOF = r'href="_static/proof\.css(\?v=\w+)?"'
SETTINGS = {"extensions": ["myst_parser", "sphinx_proof", "early_assets"]}


def test_a_late_style_sheet_has_a_checksum_from_the_first_build_on(build):
    html, warnings = build("early_assets", "# Title\n\nWords.\n", **SETTINGS)
    assert warnings == ""
    found = re.search(PROOF, html)
    assert found
    assert found[1]
    again, _ = build("early_assets", "# Title\n\nOther words.\n", **SETTINGS)
    assert re.search(PROOF, again)[1] == found[1]  # type: ignore[index]

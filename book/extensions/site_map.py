"""``sitemap.xml``: every page with the day of its last change.

Written from the whole book at the end of every build. A list that is collected while pages are
written would, after a small edit, hold the edited page alone.
"""

from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

from sphinx.application import Sphinx

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_site_map(app: Sphinx, exception: Exception | None) -> None:
    """Writes the map of a finished HTML build."""
    if exception or app.builder.format != "html":
        return
    urls = ElementTree.Element("urlset", xmlns=SCHEMA)
    for page in sorted(app.env.found_docs):
        url = ElementTree.SubElement(urls, "url")
        address = app.config.html_baseurl + app.builder.get_target_uri(page)
        ElementTree.SubElement(url, "loc").text = address
        timestamp, _ = getattr(app.env, "git_last_updated", {}).get(page) or (None, None)
        if timestamp:
            day = datetime.fromtimestamp(int(timestamp), UTC).date().isoformat()
            ElementTree.SubElement(url, "lastmod").text = day
    tree = ElementTree.ElementTree(urls)
    tree.write(Path(app.outdir, "sitemap.xml"), encoding="utf-8", xml_declaration=True)


def setup(app: Sphinx) -> dict[str, bool]:
    """Writes the map when the build is finished."""
    app.connect("build-finished", write_site_map)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

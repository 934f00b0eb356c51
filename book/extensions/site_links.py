"""References of a page as Markdown links to the published site; before it is, as plain titles."""

import re

import live_model as playground
from site_address import is_published
from sphinx.environment import BuildEnvironment

TARGET = re.compile(r"(?P<title>.*?)\s*<(?P<target>[^>]+)>")


class SiteLinks:
    """References of a page as links to the published site."""

    def __init__(self, env: BuildEnvironment, page: str):
        self.env, self.page = env, page
        self.labels = env.domains["std"].data["labels"] | env.domains["std"].data["anonlabels"]
        self.entries = env.domains["cite"].bibdata.data.entries

    def __call__(self, role: str, target: str) -> str:
        """A Markdown link or a title; ``role`` is the text of an ordinary link or ``{role}``."""
        title = "" if role.startswith("{") else role
        if found := TARGET.fullmatch(target):
            title, target = found["title"], found["target"]
        if role == "{playground}":
            return self.link(title, playground.PAGE, query=playground.query(target))
        if role.startswith("{cite"):
            return "; ".join(self._citation(key.strip()) for key in target.split(","))
        if target in self.labels:
            page, place, *name = self.labels[target]
            return self.link(title or (name[0] if name else target), page, place)
        path, _, place = target.partition("#")
        page = self.env.relfn2path(path.removesuffix(".md") or "/" + self.page, self.page)[0]
        if page in self.env.titles:
            return self.link(title or self.env.titles[page].astext(), page, place)
        return title or target

    def link(self, title: str, page: str, place: str = "", query: str = "") -> str:
        """A link to a page; the title alone while no one but its builder could follow it."""
        base = self.env.config.html_baseurl
        if not is_published(base):
            return title
        return f"[{title}]({base}{page}.html{query}{'#' * bool(place)}{place})"

    def _citation(self, key: str) -> str:
        entry = self.entries[key]
        names = [" ".join(it.last_names) for it in entry.persons.get("author", [])] or [key]
        who = names[0] if len(names) == 1 else f"{names[0]} et al."
        return f"{who} ({entry.fields.get('year', 'n. d.')})"

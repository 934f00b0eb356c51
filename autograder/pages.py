"""Pages that graders and students open: one look, one file each, and nothing in them runs.

Everything that is put into a template is escaped. What has to stay HTML, rendered Markdown and
tables that code displayed, passes `sanitised`. A content-security policy allows the page's own
stylesheet, by its digest, and pictures that are part of the page; nothing else is loaded or run.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
import unicodedata
from pathlib import Path
from typing import Any

import mistune
import nh3
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers.python import PythonLexer

from autograder.marks import mechanism
from autograder.whole_files import write_whole

TEMPLATES = Path(__file__).parent / "templates" / "pages"
_TAGS = set(
    re.findall(
        r"\w+",
        "a abbr b blockquote br caption code dd del div dl dt em h3 h4 h5 h6 hr i kbd li ol p pre "
        "s small span strong sub sup table tbody td tfoot th thead tr u ul var",
    )
)
_ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
_ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|[@-_])|[\x00-\x08\x0b-\x1f\x7f]")
# controls, and what shows text in another order than it is read
_HIDDEN = re.compile("[\x80-\x9f\u202a-\u202e\u2066-\u2069]")


def render(template: str, **values: Any) -> str:
    """Return a whole page; characters that would hide or turn round its text are named in it."""
    page = _environment().get_template(template).render(**values)
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", page)


def write_page(path: Path, text: str) -> None:
    """Write a page, whole or not at all, into a folder that need not be there yet.

    Halves of characters, which students' output can hold, become question marks. Raises `OSError`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text, errors="replace")


def sanitised(html: str, *, links: bool = False) -> Markup:
    """Keep text and structure of HTML; drop everything that could run, fetch or lead elsewhere.

    `links=True` keeps links into the web: for what instructors wrote.

    >>> sanitised("<b onclick='x()'>bold</b> <a href='https://x'>a</a><img src='https://x'>")
    Markup('<b>bold</b> a')
    """
    tags = _TAGS if links else _TAGS - {"a"}
    clean = nh3.clean(html, tags, attributes=_ATTRIBUTES, url_schemes={"http", "https"})
    return Markup(clean)


@functools.lru_cache(maxsize=2000)
def markdown(text: str) -> Markup:
    """Render Markdown; HTML in it is shown, not used.

    >>> markdown("*so* <script>")
    Markup('<p><em>so</em> &lt;script&gt;</p>\\n')
    """
    return sanitised(str(_markdown()(text)), links=True)


@functools.lru_cache(maxsize=2000)
def highlighted(source: str) -> Markup:
    """Colour Python code.

    >>> highlighted("x = 1 < 2")
    Markup('<span class="n">x</span> <span class="o">=</span> ...
    """
    return Markup(highlight(source, PythonLexer(), HtmlFormatter(nowrap=True)).rstrip("\n"))


def plain_text(text: str, most: int = 20_000) -> str:
    """Take terminal codes and control characters out of a text, and cut it.

    >>> plain_text("\\x1b[31mred\\x1b[0m")
    'red'
    """
    text = _ESCAPES.sub("", text.replace("\r\n", "\n"))
    return text if len(text) <= most else f"{text[:most]}\n… ({len(text) - most:,} more characters)"


def prose(text: str) -> Markup:
    """Escape a sentence of a test's author; what stands in backticks is code.

    >>> prose("`a < b` it is")
    Markup('<code>a &lt; b</code> it is')
    """
    return Markup(re.sub(r"`([^`\n]+)`", r"<code>\1</code>", str(escape(plain_text(text)))))


def anchor(heading: str) -> str:
    """Return the name under which a page of the book holds a heading.

    >>> anchor("When T ≠ S: the trap in is_causal")
    'when-t-s-the-trap-in-is-causal'
    """
    ascii_only = unicodedata.normalize("NFKD", heading.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def points(value: float) -> str:
    """Write points without needless digits.

    >>> points(2.0), points(1 / 3)
    ('2', '0.33')
    """
    return f"{round(value, 2):g}"


def counted(number: float, noun: str) -> str:
    """Write a number with its noun.

    >>> counted(1, "point"), counted(2.5, "point")
    ('1 point', '2.5 points')
    """
    return f"{points(number)} {noun}{'' if number == 1 else 's'}"


@functools.cache
def _markdown() -> Any:
    return mistune.create_markdown(escape=True, plugins=["table"])


@functools.cache
def _environment() -> Environment:
    style = (TEMPLATES / "course.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"style": Markup(style), "style_digest": digest}
    environment.filters |= {
        "points": points,
        "counted": counted,
        "code": highlighted,
        "prose": prose,
        "mechanism": mechanism,
    }
    environment.filters["text"] = lambda value: escape(plain_text(str(value)))
    return environment

"""Imported before `nbformat`: leaves out a second of work that nothing here needs.

The schema checker behind nbformat compiles a grammar of internationalised addresses when it finds
the package for it. No notebook schema has such an address.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

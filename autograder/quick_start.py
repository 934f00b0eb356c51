"""What makes a start quick; imported before `nbformat`, whose slowest part nothing here needs.

The schema checker behind nbformat compiles a grammar of internationalised addresses when it finds
the package for it: a second. No notebook schema has such an address.
"""

import contextlib
import gc
import sys
from collections.abc import Iterator

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


@contextlib.contextmanager
def importing() -> Iterator[None]:
    """Import inside this block without looking for garbage, of which imports leave next to none.

    It would take a sixth of their time. What is there afterwards is not looked through again.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()

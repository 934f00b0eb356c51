"""Shape-checked signatures: every call into course_lib is checked while the tests run."""

import matplotlib
from jaxtyping import install_import_hook

matplotlib.use("agg")
install_import_hook("course_lib", "beartype.beartype")

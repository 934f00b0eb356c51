"""A figure in which the reader moves temperature, top-k, top-p and min-p."""

import traitlets

from course_lib.figures.movable_figure import MovableFigure


class SamplingFigure(MovableFigure):
    """The four settings; as they stand here, but for ``top_k``, they keep what the model says."""

    temperature = traitlets.Float(1.0, help="0 is greedy").tag(sync=True)
    top_k = traitlets.Int(help="the vocabulary's size keeps all").tag(sync=True)
    top_p = traitlets.Float(1.0).tag(sync=True)
    min_p = traitlets.Float(0.0).tag(sync=True)

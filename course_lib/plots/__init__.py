"""Still figures of the course: attention, one query, positions, rotary angles, losses, parameters.

Every ``plot_…`` draws on the Axes that it is given, or on a new figure, and returns the Axes. Its
twin ``describe_…`` states in a sentence or two what is to be seen; the Axes carries that text as
``ax.get_label()``, the alternative for a reader who does not see the figure. Colours come from
cividis, which keeps its order for the colour-blind and in grey; lines also differ in their dashes.
"""

from course_lib.plots.attention import (
    describe_attention,
    describe_attention_heads,
    plot_attention,
    plot_attention_heads,
)
from course_lib.plots.losses import describe_losses, plot_losses
from course_lib.plots.one_query import describe_one_query, plot_one_query
from course_lib.plots.parameters import describe_parameter_shares, plot_parameter_shares
from course_lib.plots.positions import (
    describe_positions,
    describe_rotary_angles,
    plot_positions,
    plot_rotary_angles,
)
from course_lib.plots.whole_way import describe_whole_way, plot_whole_way

__all__ = [
    "describe_attention",
    "describe_attention_heads",
    "describe_losses",
    "describe_one_query",
    "describe_parameter_shares",
    "describe_positions",
    "describe_rotary_angles",
    "describe_whole_way",
    "plot_attention",
    "plot_attention_heads",
    "plot_losses",
    "plot_one_query",
    "plot_parameter_shares",
    "plot_positions",
    "plot_rotary_angles",
    "plot_whole_way",
]

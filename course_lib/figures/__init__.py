"""Figures that the reader can move: alive in JupyterLab and on the built page."""

from course_lib.figures.attention_heatmap import AttentionHeatmap
from course_lib.figures.bending_line import BendingLine
from course_lib.figures.block_walk import BlockWalk
from course_lib.figures.byte_pair_merging import BytePairMerging
from course_lib.figures.cost_curves import CostCurves
from course_lib.figures.embedding_neighbourhood import EmbeddingNeighbourhood
from course_lib.figures.head_grid import HeadGrid
from course_lib.figures.next_token_distribution import NextTokenDistribution
from course_lib.figures.parameter_calculator import ParameterCalculator
from course_lib.figures.rotary_clock import RotaryClock
from course_lib.figures.signal_growth import SignalGrowth
from course_lib.figures.who_reads_whom import WhoReadsWhom

__all__ = [
    "AttentionHeatmap",
    "BendingLine",
    "BlockWalk",
    "BytePairMerging",
    "CostCurves",
    "EmbeddingNeighbourhood",
    "HeadGrid",
    "NextTokenDistribution",
    "ParameterCalculator",
    "RotaryClock",
    "SignalGrowth",
    "WhoReadsWhom",
]

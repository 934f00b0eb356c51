"""Figures that the reader can move: alive in JupyterLab and on the built page."""

from course_lib.figures.attention.attention_heatmap import AttentionHeatmap
from course_lib.figures.attention.head_grid import HeadGrid
from course_lib.figures.attention.rotary_clock import RotaryClock
from course_lib.figures.generation.cache_memory import CacheMemory
from course_lib.figures.generation.draft_walk import DraftWalk
from course_lib.figures.generation.pass_shapes import PassShapes
from course_lib.figures.generation.path_divergence import PathDivergence
from course_lib.figures.generation.sampling_settings import SamplingSettings
from course_lib.figures.inside_models.cost_curves import CostCurves
from course_lib.figures.inside_models.gated_unit import GatedUnit
from course_lib.figures.inside_models.model_map import ModelMap
from course_lib.figures.inside_models.norm_globe import NormGlobe
from course_lib.figures.inside_models.parameter_calculator import ParameterCalculator
from course_lib.figures.inside_models.rounded_row import RoundedRow
from course_lib.figures.inside_models.shared_heads import SharedHeads
from course_lib.figures.inside_models.who_reads_whom import WhoReadsWhom
from course_lib.figures.language_models.byte_pair_merging import BytePairMerging
from course_lib.figures.language_models.embedding_neighbourhood import EmbeddingNeighbourhood
from course_lib.figures.language_models.next_token_distribution import NextTokenDistribution
from course_lib.figures.playground.chat_playground import ChatPlayground
from course_lib.figures.playground.playground import Playground
from course_lib.figures.training.descent_path import DescentPath
from course_lib.figures.training.gradient_graph import GradientGraph
from course_lib.figures.training.isoflop_curve import IsoflopCurve
from course_lib.figures.training.sharded_step import ShardedStep
from course_lib.figures.transformer.bending_line import BendingLine
from course_lib.figures.transformer.block_walk import BlockWalk
from course_lib.figures.transformer.signal_growth import SignalGrowth

__all__ = [
    "AttentionHeatmap",
    "BendingLine",
    "BlockWalk",
    "BytePairMerging",
    "CacheMemory",
    "ChatPlayground",
    "CostCurves",
    "DescentPath",
    "DraftWalk",
    "EmbeddingNeighbourhood",
    "GatedUnit",
    "GradientGraph",
    "HeadGrid",
    "IsoflopCurve",
    "ModelMap",
    "NextTokenDistribution",
    "NormGlobe",
    "ParameterCalculator",
    "PassShapes",
    "PathDivergence",
    "Playground",
    "RotaryClock",
    "RoundedRow",
    "SamplingSettings",
    "ShardedStep",
    "SharedHeads",
    "SignalGrowth",
    "WhoReadsWhom",
]

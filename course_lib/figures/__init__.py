"""Figures that the reader can move: alive in JupyterLab and on the built page."""

from course_lib.figures.attention_heatmap import AttentionHeatmap
from course_lib.figures.parameter_calculator import ParameterCalculator

__all__ = ["AttentionHeatmap", "ParameterCalculator"]

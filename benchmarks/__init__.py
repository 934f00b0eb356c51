"""Measurements, side by side with others; one file a comparison, one table out."""

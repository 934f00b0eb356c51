"""Figures of whole models: who reads whom, what it costs, how many numbers it takes."""

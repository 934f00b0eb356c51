"""Figures of the block: feed-forward network, residual path, growth of the signal."""

"""Pretrained models: other people's weights in our models."""

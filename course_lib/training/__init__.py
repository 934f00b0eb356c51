"""Training: from a text to a model that has learned it."""

"""The models, one family a file, to be read side by side."""

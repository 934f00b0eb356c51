"""For the book: what its pages use and students need not read."""

"""How much is read of what others send, in bytes, and how long a cell may run, in seconds."""

MIB = 2**20
LARGEST_NOTEBOOK = 200 * MIB  # a file, with pictures in its outputs
LARGEST_TEXT = 20 * MIB  # the same without outputs, which are never used
MOST_SOURCE = 1 * MIB  # the source of all code cells of a notebook, in UTF-8
LARGEST_TABLE = 20 * MIB  # a CSV file
SECONDS_PER_CELL = 60

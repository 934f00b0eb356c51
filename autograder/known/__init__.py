"""Solutions whose verdict is known: the banks, junk, and a sample class."""

"""Where student code runs: a warm parent in a sandbox, and one forked child for each notebook.

`inside` is all of ours that the sandbox holds, `outside` makes it, `wire` is what passes its wall.
"""

"""Where student code runs: a warm parent in a sandbox, and one forked child for each notebook.

====================  ======================================================================
`sandbox`             which room, and whether it can be had here
`bubblewrap`          the usual room: which files, which devices, no network
`container`           the other room, with Podman or Docker
`visible_files`       what of this machine either room shows, read-only
`library`             what students may import, without the answers
`warm_parent`         imports once, forks a child for each notebook, runs nothing itself
`isolation`           what a child gives up before student code runs, in three strengths
`supervision`         watches one child from outside: memory, lifetime, the reason of its end
`student_kernel`      the child: runs cells, answers calls
====================  ======================================================================

Nothing in here imports the rest of the autograder: this package is all that the sandbox holds,
together with `autograder.wire` and `autograder.testing`.
"""

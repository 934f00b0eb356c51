"""What the sandbox holds: the only code of ours that lives beside a student's.

====================  ======================================================================
`warm_parent`         imports once, then serves; runs nothing itself
`serving`             forks a kernel for each request, and what refuses functions once for many
`isolation`           what a child gives up before student code runs, in three strengths
`supervision`         watches one child from outside: memory, lifetime, the reason of its end
`student_kernel`      the child: runs cells, answers calls
====================  ======================================================================

Nothing in here imports the rest of the autograder: this package is all that the sandbox holds,
together with `autograder.sandbox.wire` and `autograder.testing`.
"""

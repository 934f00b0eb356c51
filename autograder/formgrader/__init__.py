"""Formgrader's buttons, and nbgrader's commands of those names, do what our commands do.

nbgrader's own would run student code without a sandbox, print hidden tests in feedback, and remove
what is there before they know whether they succeed. The course's configuration names the classes
here in their place.
"""

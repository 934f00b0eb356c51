"""A class: its folder, its rules, its gradebook and the scores in it."""

from autograder.course.folder import Course

__all__ = ["Course"]  # the name by which a class's own nbgrader_config.py knows it

"""Grading a class, side by side: stock nbgrader, this engine in all its forms, otter-grader."""

"""A class in a box: JupyterHub on one machine, with nbgrader's exchange and the course's grading.

``python -m deploy`` sets up and starts it. Everything of the class lies in one data folder.
"""

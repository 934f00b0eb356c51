"""What is wrong with a student's notebook file, told to the student, and its repair.

Nothing here needs the instructor's files: a notebook is held against the copy that was released.
"""

"""The learner's side: a folder for the work, JupyterLab set up for it, and Validate in plain words.

Everything here runs on the learner's machine too, where no assignment text and no bank is.
"""

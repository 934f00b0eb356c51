"""The course's own function is called."""
# fails: from_scratch

from course_lib.accounting.parameters import count_parameters as count


def count_parameters(config):
    return count(config)

"""The course's own function is called."""
# fails: from_scratch

from course_lib.parameter_count import breakdown as parts_of


def breakdown(config):
    return parts_of(config)

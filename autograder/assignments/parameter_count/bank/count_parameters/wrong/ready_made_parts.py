"""The course's own breakdown is added up."""
# fails: from_scratch

from course_lib.accounting import parameters as parameter_count


def count_parameters(config):
    return sum(parameter_count.breakdown(config).values())

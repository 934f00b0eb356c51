"""The course's own function is called."""
# fails: from_scratch

from course_lib.accounting import parameters as parameter_count


def count_gpt2_parameters(config):
    return parameter_count.count_parameters(config)

"""The course's own function is called, by its private name."""
# fails: from_scratch

from course_lib.accounting.parameters import _gpt2


def count_gpt2_parameters(config):
    return sum(_gpt2(config).values())

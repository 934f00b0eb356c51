"""The course's own function."""
# fails: manners

from course_lib.training import data_parallel


def average_gradients(gradients, n_tokens):
    return data_parallel.average_gradients(gradients, n_tokens)

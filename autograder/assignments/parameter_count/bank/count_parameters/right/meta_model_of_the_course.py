"""The course's own model is built on the meta device, with one layer and with two."""

from dataclasses import replace

from course_lib.models.llama import Llama


def count_parameters(config):
    counts = []
    for n_layers in (1, 2):
        with torch.device("meta"):
            model = Llama(replace(config, n_layers=n_layers))
        counts.append(sum(parameter.numel() for parameter in model.parameters()))
    return counts[0] + (config.n_layers - 1) * (counts[1] - counts[0])

"""The course's model on the meta device, its tensors sorted by name."""

from course_lib.models.llama import Llama


def breakdown(config):
    parts = {"embedding": 0, "attention": 0, "feed_forward": 0, "norms": 0, "head": 0}
    places = {"embed": "embedding", "attn": "attention", "mlp": "feed_forward", "norm": "norms"}
    with torch.device("meta"):
        model = Llama(config)
    for name, tensor in model.named_parameters():
        part = next((part for word, part in places.items() if word in name), "head")
        parts[part] += tensor.numel()
    return parts

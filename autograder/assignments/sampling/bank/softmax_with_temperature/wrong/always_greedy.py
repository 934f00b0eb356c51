"""The largest logit has it all, at every temperature."""
# fails: values rows extremes manners

def softmax_with_temperature(logits, temperature):
    if temperature < 0:
        raise ValueError(f"a temperature is 0 or more, got {temperature}")
    first = logits.argmax(dim=-1, keepdim=True)
    return torch.zeros_like(logits).scatter(-1, first, 1.0)

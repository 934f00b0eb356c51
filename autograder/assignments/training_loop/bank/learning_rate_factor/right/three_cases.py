"""Rise, fall and the rest, one after the other."""

def learning_rate_factor(step, steps, warmup_steps, final_share=0.1):
    if step < warmup_steps:
        return (step + 1) / warmup_steps
    if step >= steps:
        return final_share if steps > warmup_steps or step > steps else 1.0
    middle, reach = (1 + final_share) / 2, (1 - final_share) / 2
    return middle + reach * math.cos(math.pi * (step - warmup_steps) / (steps - warmup_steps))

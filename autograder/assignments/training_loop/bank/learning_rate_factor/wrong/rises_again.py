"""Beyond the end the cosine goes up again."""
# fails: edges

def learning_rate_factor(step, steps, warmup_steps, final_share=0.1):
    if step < warmup_steps:
        return (step + 1) / warmup_steps
    progress = (step - warmup_steps) / max(steps - warmup_steps, 1)
    return final_share + (1 - final_share) * (1 + math.cos(math.pi * progress)) / 2

"""The answer is the first token and the answer to it; a share stays if those above it hold less than top_p."""

def reply(read, prompt, end_token, n_new, temperature, top_p, draw):
    def onward(unread, cache, left):
        if left == 0:
            return []
        logits, cache = read(torch.tensor([unread]), cache)
        z = logits[0, -1].double()
        if temperature == 0:
            chosen = z.topk(1).indices.item()
        else:
            weights = ((z - z.max()) / temperature).exp()
            weights = weights / weights.sum()
            above = (weights[None, :] > weights[:, None]).double() @ weights
            if top_p < 1:
                weights = torch.where(above < top_p, weights, torch.zeros(()).double())
            chosen = int(draw((weights / weights.sum()).to(logits.dtype)))
        return [chosen] + ([] if chosen == end_token else onward([chosen], cache, left - 1))

    return onward(list(prompt), [], n_new)

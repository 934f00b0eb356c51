"""Sorted from the least likely on: the smallest are kept, up to top_p."""
# fails: drawn

def reply(read, prompt, end_token, n_new, temperature, top_p, draw):
    kept, new, answer = [], list(prompt), []
    while len(answer) < n_new and (not answer or answer[-1] != end_token):
        logits, kept = read(torch.tensor([new]), kept)
        row = logits[0, -1]
        if temperature == 0:
            new = [int(row.argmax())]
        else:
            p, places = (row / temperature).softmax(dim=-1).sort()
            if top_p < 1:
                p = p.masked_fill(p.cumsum(dim=0) - p >= top_p, 0.0)
            new = [int(draw(torch.zeros_like(p).scatter(0, places, p / p.sum())))]
        answer += new
    return answer

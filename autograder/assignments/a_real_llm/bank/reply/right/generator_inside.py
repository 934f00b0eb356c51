"""A generator of tokens; the nucleus by logits at minus infinity."""

def reply(read, prompt, end_token, n_new, temperature, top_p, draw):
    def tokens():
        cache, newest = [], [list(prompt)]
        while True:
            scores, cache = read(torch.tensor(newest), cache)
            newest = [[pick(scores[0, -1])]]
            yield newest[0][0]

    def pick(scores):
        if temperature == 0:
            return max(range(len(scores)), key=lambda i: scores[i].item())
        scores = scores.div(temperature)
        if top_p != 1:
            falling = scores.sort(descending=True)
            above = F.pad(falling.values.softmax(0).cumsum(0)[:-1], (1, 0))
            scores = scores.index_fill(0, falling.indices[above >= top_p], -torch.inf)
        return int(draw(scores.softmax(0)))

    written = []
    if n_new > 0:
        for token in tokens():
            written.append(token)
            if token == end_token or len(written) == n_new:
                break
    return written

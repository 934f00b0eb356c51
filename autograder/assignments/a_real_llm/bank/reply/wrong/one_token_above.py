"""The token behind the one that crosses stays as well."""
# fails: drawn

def reply(read, prompt, end_token, n_new, temperature, top_p, draw):
    kept, new, answer = [], list(prompt), []
    while len(answer) < n_new and end_token not in answer:
        logits, kept = read(torch.tensor([new]), kept)
        row = logits[0, -1]
        if temperature == 0:
            token = int(row.argmax())
        else:
            p = (row / temperature).softmax(-1)
            order = p.argsort(descending=True)
            behind = p[order].cumsum(0) - p[order]
            cut = torch.zeros_like(p)
            cut[order] = torch.where((behind - p[order].roll(1) < top_p) | (top_p == 1), p[order], 0)
            token = int(draw(cut / cut.sum()))
        new = [token]
        answer.append(token)
    return answer

"""Python's own lists and sums decide what stays."""
import math

def reply(read, prompt, end_token, n_new, temperature, top_p, draw):
    answer, kept, text = [], [], torch.tensor(prompt).view(1, -1)
    for _ in range(n_new):
        logits, kept = read(text, kept)
        row = logits[0, -1].tolist()
        if temperature:
            highest = max(row)
            weights = [math.exp((score - highest) / temperature) for score in row]
            whole, stay, so_far = sum(weights), set(), 0.0
            for token in sorted(range(len(row)), key=row.__getitem__, reverse=True):
                if top_p < 1 and so_far >= top_p * whole:
                    break
                stay.add(token)
                so_far += weights[token]
            shares = [w / so_far if i in stay else 0.0 for i, w in enumerate(weights)]
            token = int(draw(torch.tensor(shares, dtype=logits.dtype)))
        else:
            token = row.index(max(row))
        answer.append(token)
        if token == end_token:
            break
        text = torch.tensor([[token]])
    return answer

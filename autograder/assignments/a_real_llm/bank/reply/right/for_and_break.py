"""A loop with a break; a nucleus by a set of places."""

def reply(read, prompt, end_token, n_new, temperature, top_p, draw):
    answer, state = [], []
    ids = torch.tensor(list(prompt)).unsqueeze(0)
    for _ in range(n_new):
        out, state = read(ids, state)
        scores = out[0][-1]
        if temperature:
            shares = torch.softmax(scores / temperature, dim=0)
            total, stay = 0.0, []
            for place in shares.argsort(descending=True).tolist():
                if total >= top_p and top_p != 1:
                    break
                stay.append(place)
                total += shares[place].item()
            cut = torch.zeros_like(shares)
            cut[stay] = shares[stay]
            token = int(draw(cut / cut.sum()))
        else:
            token = int(scores.argmax())
        answer.append(token)
        if token == end_token:
            break
        ids = torch.tensor([[token]])
    return answer

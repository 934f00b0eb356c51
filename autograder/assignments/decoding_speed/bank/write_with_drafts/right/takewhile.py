"""With itertools."""

def write_with_drafts(logits_of, draft_from, prompt, n_new, end_token):
    from itertools import takewhile
    text, goal, done = list(prompt), len(prompt) + n_new, False
    while len(text) < goal and not done:
        drafted = draft_from(text)
        del drafted[goal - len(text) - 1 :]
        best = logits_of([*text, *drafted]).topk(1, dim=-1).indices[:, 0].tolist()[-len(drafted) - 1 :]
        agreed = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(drafted, best))))
        for token in best[: agreed + 1]:
            text.append(token)
            done = token == end_token
            if done:
                break
    return text

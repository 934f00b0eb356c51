"""A draft is cut by n_new, not by what is left of it."""
# fails: same_text

def write_with_drafts(logits_of, draft_from, prompt, n_new, end_token):
    text = list(prompt)
    while len(text) < len(prompt) + n_new:
        drafted = draft_from(text)[: n_new - 1]
        choices = logits_of(text + drafted).argmax(dim=-1).tolist()[len(text) - 1 :]
        n = 0
        while n < len(drafted) and drafted[n] == choices[n]:
            n += 1
        for token in choices[: n + 1]:
            text.append(token)
            if token == end_token:
                return text
    return text

"""Counts all guesses that agree, wherever they stand."""
# fails: same_text passes end

def write_with_drafts(logits_of, draft_from, prompt, n_new, end_token):
    text, longest = list(prompt), len(prompt) + n_new
    while len(text) < longest:
        drafted = draft_from(text)[: longest - len(text) - 1]
        choices = logits_of(text + drafted).argmax(dim=-1).tolist()[len(text) - 1 :]
        n = sum(a == b for a, b in zip(drafted, choices))
        for token in choices[: n + 1]:
            text.append(token)
            if token == end_token:
                return text
    return text

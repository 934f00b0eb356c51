"""Tokens are drawn, not the likeliest taken."""
# fails: same_text

def write_with_drafts(logits_of, draft_from, prompt, n_new, end_token):
    text, longest = list(prompt), len(prompt) + n_new
    while len(text) < longest:
        drafted = draft_from(text)[: longest - len(text) - 1]
        shares = logits_of(text + drafted).softmax(dim=-1)
        choices = torch.multinomial(shares, 1)[:, 0].tolist()[len(text) - 1 :]
        n = 0
        while n < len(drafted) and drafted[n] == choices[n]:
            n += 1
        for token in choices[: n + 1]:
            text.append(token)
            if token == end_token:
                return text
    return text

"""The text is cut behind its first end token, be it one of the prompt."""
# fails: end

def write_with_drafts(logits_of, draft_from, prompt, n_new, end_token):
    text, longest = list(prompt), len(prompt) + n_new
    while len(text) < longest:
        drafted = draft_from(text)[: longest - len(text) - 1]
        choices = logits_of(text + drafted).argmax(dim=-1).tolist()[len(text) - 1 :]
        n = 0
        while n < len(drafted) and drafted[n] == choices[n]:
            n += 1
        added = choices[: n + 1]
        text += added
        if end_token in added:
            return text[: text.index(end_token) + 1]
    return text

"""The course's own check."""
# fails: manners

def write_with_drafts(logits_of, draft_from, prompt, n_new, end_token):
    from course_lib.generation.prompt_lookup import accepted
    text = list(prompt)
    longest = len(prompt) + n_new
    while len(text) < longest:
        drafted = draft_from(text)[: longest - len(text) - 1]
        added = accepted(drafted, logits_of(text + drafted).argmax(dim=-1).tolist()[len(text) - 1 :])
        if end_token in added:
            return text + added[: added.index(end_token) + 1]
        text += added
    return text

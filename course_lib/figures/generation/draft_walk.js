import { change, element, follow, frame, freshId, presets, slider } from "../parts/parts.js";

const [MOST_MATCHED, MOST_DRAFTED, DEAREST] = [4, 15, 60]; // tokens, tokens, percent of a pass

/** What followed the newest tokens where they last stood before. */
function draftFrom(text, nMatch, nDraft) {
  const newest = text.slice(-nMatch).join();
  for (let end = text.length - 1; end >= nMatch; end--) {
    if (text.slice(end - nMatch, end).join() === newest) return text.slice(end, end + nDraft);
  }
  return [];
}

/** The passes that write a greedy text: where each begins, its guesses, how many of them stand. */
function passes(model) {
  const { ids, n_read, words } = model.get("texts").find(({ name }) => name === model.get("selected"));
  const found = [];
  for (let at = n_read; at < ids.length; at += found.at(-1).stood + 1) {
    const room = Math.min(model.get("n_draft"), ids.length - at - 1);
    const drafted = draftFrom(ids.slice(0, at), model.get("n_match"), room);
    let stood = 0;
    while (stood < drafted.length && drafted[stood] === ids[at + stood]) stood += 1;
    found.push({ at, drafted, stood });
  }
  const wordOf = new Map(ids.map((id, place) => [id, words[place]]));
  return { all: found, words, n_read, wordOf, n_new: ids.length - n_read };
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const counted = (number, noun, plural = `${noun}s`) => `${number} ${number === 1 ? noun : plural}`;

function reading(model) {
  const { all, n_new } = passes(model);
  const step = Math.min(model.get("step"), all.length);
  const { drafted, stood } = all[step - 1];
  const guesses = sum(all.map((pass) => pass.drafted.length));
  const right = sum(all.map((pass) => pass.stood));
  const gain = n_new / (all.length + (guesses * model.get("price")) / 100);
  const now = drafted.length
    ? `checks ${counted(drafted.length, "guess", "guesses")}, ${stood ? stood : "none"} of which ${stood === 1 ? "stands" : "stand"}`
    : "has no guess to check";
  return (
    `Pass ${step} of ${all.length} ${now}, and adds ${counted(stood + 1, "token")}. ` +
    `All in all ${counted(n_new, "token")} in ${counted(all.length, "pass", "passes")}; ` +
    `of ${counted(guesses, "guess", "guesses")} ${right} stood. ` +
    `If a guess costs ${model.get("price")} % of a pass, this is ${gain.toFixed(2)} times as fast as one by one.`
  );
}

/** The text: what was read, what each pass added, and the guesses of the shown pass that fell. */
function tokensOf(model) {
  const { all, words, n_read, wordOf } = passes(model);
  const step = Math.min(model.get("step"), all.length);
  const token = (word, kind, label) => element("li", { class: kind, title: label }, word);
  const items = words.slice(0, n_read).map((word) => token(word, "read", "read"));
  all.slice(0, step).forEach(({ at, drafted, stood }, i) => {
    const now = i + 1 === step ? " now" : "";
    for (let j = 0; j < stood; j++) items.push(token(words[at + j], `stood${now}`, "guessed, stands"));
    items.push(token(words[at + stood], `own${now}`, "the model's own choice"));
    if (!now) return;
    for (const id of drafted.slice(stood)) items.push(token(wordOf.get(id), "fell", "guessed, falls"));
  });
  return items;
}

function legend() {
  const kinds = [["read", "prompt"], ["stood", "guess that stands"], ["own", "the model's own"], ["fell", "guess that falls"]];
  return kinds.map(([kind, label]) => element("span", { class: kind }, label));
}

function textControl(model) {
  const id = freshId("text");
  const options = model.get("texts").map(({ name }) => element("option", { value: name }, name));
  const select = element("select", { id, onchange: () => change(model, { selected: select.value, step: 1 }) }, ...options);
  const draw = () => {
    select.value = model.get("selected");
  };
  return [element("div", { class: "walk-text" }, element("label", { for: id }, "What is written"), select), draw];
}

function stepControl(model) {
  const last = () => passes(model).all.length;
  const now = () => Math.min(model.get("step"), last());
  const read = () => ({ value: now(), words: `${now()} of ${last()}`, max: last() });
  const go = (by) => change(model, { step: Math.min(Math.max(now() + by, 1), last()) });
  const buttons = presets(["Back", () => go(-1)], ["Next pass", () => go(1)], ["Last", () => go(last())]);
  return slider("Pass", { min: 1, read, write: (step) => change(model, { step }) }, buttons);
}

function numberSlider(model, name, label, min, max, words) {
  const read = () => ({ value: model.get(name), words: words(model.get(name)) });
  return slider(label, { min, max, read, write: (value) => change(model, { [name]: value }) });
}

/** Draws the passes of a model's text into an element and keeps them up to date. */
function render({ model, el }) {
  const controls = [
    textControl(model),
    stepControl(model),
    numberSlider(model, "n_match", "Tokens that have to match", 1, MOST_MATCHED, (n) => counted(n, "token")),
    numberSlider(model, "n_draft", "Guesses at most", 0, MOST_DRAFTED, (n) => counted(n, "guess", "guesses")),
    numberSlider(model, "price", "A guess costs", 0, DEAREST, (percent) => `${percent} % of a pass`),
  ];
  const tokens = element("ul", { class: "walk-tokens", "aria-label": "The text, token by token" });
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      element("div", { class: "figure-controls" }, ...controls.map(([control]) => control)),
      element("p", { class: "walk-legend" }, ...legend()),
      tokens,
      words,
    ),
  );
  return follow(model, ["selected", "step", "n_match", "n_draft", "price"], () => {
    for (const [, draw] of controls) draw();
    tokens.replaceChildren(...tokensOf(model));
    words.textContent = reading(model);
  });
}

export default { render };

import { change, element, follow, frame, freshId, presets, readable, slider } from "../parts/parts.js";

const SETTINGS = ["temperature", "top_k", "top_p", "min_p"];

const inPercent = (share) => (share > 0 && share < 0.0005 ? "<0.1" : (100 * share).toFixed(1));

const chosen = (model) => model.get("texts")[model.get("selected")];
const vocabulary = ({ counts }) => counts.reduce((sum, count) => sum + count, 0);

/** What one token of each group weighs at a temperature; the likeliest weighs 1. */
function weights({ logits }, temperature) {
  return logits.map((logit, i) => (temperature > 0 ? Math.exp(logit / temperature) : i ? 0 : 1));
}

const massOf = (kept, weight) => kept.reduce((sum, count, i) => sum + count * weight[i], 0);

/** How many tokens of each group the settings keep. */
function keptCounts(model, { counts }, weight) {
  let left = model.get("top_k");
  let kept = counts.map((count, i) => {
    const n = weight[i] > 0 ? Math.min(count, left) : 0;
    left -= n;
    return n;
  });
  if (model.get("top_p") < 1) {
    const wanted = model.get("top_p") * massOf(kept, weight);
    let before = 0;
    kept = kept.map((count, i) => {
      const n = before < wanted && count ? Math.min(count, Math.ceil((wanted - before) / weight[i])) : 0;
      before += count * weight[i];
      return n;
    });
  }
  return kept.map((count, i) => (weight[i] >= model.get("min_p") * weight[0] ? count : 0));
}

function outcome(model) {
  const text = chosen(model);
  const own = weights(text, 1);
  const weight = weights(text, model.get("temperature"));
  const kept = keptCounts(model, text, weight);
  const [all, left] = [massOf(text.counts, own), massOf(kept, weight)];
  return {
    text,
    nKept: kept.reduce((sum, count) => sum + count, 0),
    own: own.map((w) => w / all),
    now: weight.map((w, i) => (kept[i] ? w / left : 0)),
    ownOfKept: massOf(kept, own) / all,
    entropy: kept.reduce((sum, count, i) => {
      const p = weight[i] / left;
      return sum - (count && p > 0 ? count * p * Math.log(p) : 0);
    }, 0),
  };
}

function reading({ text, nKept, own, now, ownOfKept, entropy }) {
  const tokens = nKept === 1 ? "tokens is" : "tokens are";
  return (
    `${readable(nKept)} of ${readable(vocabulary(text))} ${tokens} left; the model gave ` +
    `${inPercent(ownOfKept)}\u00a0% to what is left. “${text.tokens[0]}” goes from ${inPercent(own[0])}\u00a0% to ` +
    `${inPercent(now[0])}\u00a0%. A draw is now as uncertain as an even choice among ` +
    `${Math.exp(entropy).toFixed(1)} tokens.`
  );
}

function bars({ text, own, now, nKept }) {
  const shown = text.tokens.map((name, i) => [name, own[i], now[i]]);
  const rest = (shares) => Math.max(shares.slice(0, shown.length).reduce((left, share) => left - share, 1), 0);
  const restNow = nKept > shown.length ? rest(now) : 0;
  const others = `${readable(vocabulary(text) - shown.length)} others`;
  return [...shown, [others, rest(own), restNow]].map(([name, before, after]) =>
    element(
      "tr",
      after > 0 ? {} : { class: "cut" },
      element("th", { scope: "row" }, name),
      element(
        "td",
        { class: "bar" },
        element("span", { style: `width: ${100 * after}%` }),
        element("i", { style: `left: ${100 * before}%` }),
      ),
      element("td", {}, inPercent(before)),
      element("td", {}, after > 0 ? inPercent(after) : "cut"),
    ),
  );
}

function textControl(model) {
  const id = freshId("text");
  const options = model.get("texts").map(({ text }, i) => element("option", { value: i }, text));
  const select = element("select", { id, onchange: () => change(model, { selected: Number(select.value) }) }, ...options);
  const control = element("div", { class: "sampling-text" }, element("label", { for: id }, "The model has read"), select);
  return [control, () => (select.value = model.get("selected"))];
}

function sliders(model) {
  const V = vocabulary(chosen(model));
  const plain = (label, name, range, words) =>
    slider(label, {
      ...range,
      read: () => ({ value: model.get(name), words: words(model.get(name)) }),
      write: (value) => change(model, { [name]: value }),
    });
  const most = Math.ceil(Math.log2(V)); // a step doubles k, so that each step moves it
  return [
    plain("Temperature", "temperature", { max: 2, step: 0.05 }, (t) => (t ? `T = ${t.toFixed(2)}` : "T = 0: greedy")),
    slider("Top-k", {
      max: most,
      read: () => {
        const k = model.get("top_k");
        const words = k < V ? `k = ${readable(k)}` : "off: all tokens";
        return { value: Math.round(Math.log2(k)), words };
      },
      write: (step) => change(model, { top_k: Math.min(V, 2 ** step) }),
    }),
    plain("Top-p", "top_p", { min: 0.02, max: 1, step: 0.02 }, (p) => (p < 1 ? `p = ${p.toFixed(2)}` : "off: p = 1")),
    plain("Min-p", "min_p", { max: 0.5, step: 0.01 }, (p) => (p ? `min-p = ${p.toFixed(2)}` : "off: 0")),
  ];
}

/** Draws the distribution of a model into an element and keeps it up to date. */
function render({ model, el }) {
  const V = vocabulary(chosen(model));
  const set = (temperature, top_k, top_p, min_p) => () => change(model, { temperature, top_k, top_p, min_p });
  const controls = [textControl(model), ...sliders(model)];
  const body = element("tbody", {});
  const head = ["next", "", "model", "settings"].map((name) => element(name ? "th" : "td", name ? { scope: "col" } : {}, name));
  const table = element(
    "table",
    { class: "likeliest sampling" },
    element("caption", {}, "The likeliest tokens, in %. The bar is what the settings leave, the mark what the model said."),
    element("thead", {}, element("tr", {}, ...head)),
    body,
  );
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      element("div", { class: "figure-controls" }, ...controls.map(([control]) => control)),
      presets(
        ["as the model says", set(1, V, 1, 0)],
        ["greedy", set(0, V, 1, 0)],
        ["top-k 40", set(1, 40, 1, 0)],
        ["0.6, top-p 0.9", set(0.6, V, 0.9, 0)],
        ["1.5, min-p 0.1", set(1.5, V, 1, 0.1)],
      ),
      table,
      words,
    ),
  );
  return follow(model, ["selected", ...SETTINGS], () => {
    for (const [, draw] of controls) draw();
    const result = outcome(model);
    body.replaceChildren(...bars(result));
    words.textContent = reading(result);
  });
}

export default { render };

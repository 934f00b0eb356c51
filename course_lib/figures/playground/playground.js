import { change, element, follow, frame, freshId, readable } from "../parts/parts.js";
import { inPercent, samplingPresets, samplingSliders } from "../parts/sampling_controls.js";
import { whatIsLeft } from "../parts/sampling_rules.js";
import { isReady, liveModel, modelPanel } from "./model_panel.js";
import { tableView } from "./table_view.js";
import { showIn, tokenChip } from "./tokens.js";
import { pathTo } from "./tree.js";
import { treeView } from "./tree_view.js";
import { walkThrough } from "./walk.js";

const SETTINGS = ["temperature", "top_k", "top_p", "min_p"];
const AT_ONCE = 20; // tokens that one click writes

/** A text field, whether it begins with the start token, and the examples. */
function promptForm(model, walk) {
  const [start, examples] = [model.get("start"), model.get("examples")];
  const [id, exampleId] = [freshId("prompt"), freshId("example")];
  const field = element("textarea", { id, rows: 2, dir: "auto", spellcheck: "false", oninput: () => nameIt(), "data-lm-suppress-shortcuts": "true" });
  const begins = element("input", { type: "checkbox" });
  begins.checked = true;
  const options = examples.map(({ text }, i) => element("option", { value: i }, text));
  const select = element("select", { id: exampleId, onchange: () => showExample(Number(select.value)) }, ...options);
  const read = element("button", { type: "submit" }, "Read it");
  const submit = () => walk.read(field.value, begins.checked);

  /** The list shows what stands in the field, if it has it: else no line could be chosen again. */
  const nameIt = () => (select.selectedIndex = examples.findIndex(({ text }) => text === field.value));

  function showExample(i) {
    if (liveModel()?.busy) return nameIt();
    field.value = examples[i].text;
    if (isReady()) submit();
    else walk.showExample(i);
  }

  function fill(text) {
    field.value = text;
    nameIt();
    submit();
  }

  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  });
  field.value = examples[0].text;
  const form = element(
    "form",
    {
      class: "playground-prompt",
      onsubmit: (event) => {
        event.preventDefault();
        submit();
      },
    },
    element("label", { for: exampleId }, "An example"),
    select,
    element("label", { for: id }, "or a text of your own"),
    field,
    element("label", { class: "begins" }, begins, element("span", {}, `begin with ${start.text}`)),
    read,
  );
  return { form, submit, fill, draw: () => read.setAttribute("aria-disabled", Boolean(liveModel()?.busy)) };
}

/** The prompt that the address asks for, as links from the chapters do. */
const askedFor = () => new URLSearchParams(location.search).get("prompt");

/** Buttons that draw, write on, stop and go back, and the seed of the draws. */
function actions(walk) {
  const { way } = walk;
  const button = (label, onclick) => element("button", { type: "button", onclick }, label);
  const id = freshId("seed");
  const seed = element("input", { id, type: "number", min: 0, max: 9999, step: 1, value: way.seed });
  seed.addEventListener("change", () => (way.seed = Math.max(0, Math.trunc(Number(seed.value)) || 0)));
  const asking = [
    button("Draw a token", () => walk.draw()),
    button(`Write ${AT_ONCE}`, () => walk.writeOn(AT_ONCE)),
    button("Back", () => way.tree.here.parent && walk.goTo(way.tree.here.parent)),
  ];
  const stop = button("Stop", () => liveModel()?.stop());
  const row = element("div", { class: "figure-presets playground-actions" }, ...asking, stop);
  row.append(element("label", { for: id }, "Seed"), seed);
  const draw = () => {
    const busy = Boolean(liveModel()?.busy);
    for (const it of asking) it.setAttribute("aria-disabled", busy);
    asking[2].setAttribute("aria-disabled", busy || !way.tree.here.parent);
    stop.setAttribute("aria-disabled", !busy);
  };
  return [row, draw];
}

/** All tokens so far with their ids; those that were chosen lead back to them. */
function tokenList(walk) {
  const list = element("ol", { class: "tokens", tabindex: 0, "aria-label": "The tokens so far, with their ids" });
  const lines = new WeakMap(); // of a given token or a node
  function lineOf(it, chip) {
    if (!lines.has(it)) lines.set(it, element("li", {}, chip()));
    return lines.get(it);
  }
  const draw = () => {
    const { tree } = walk.way;
    const given = tree.prompt.map((token) => lineOf(token, () => tokenChip(token)));
    const chosen = pathTo(tree.here).map((node) =>
      lineOf(node, () => tokenChip(node.token, "chosen", () => walk.goTo(node), ": go back to here")),
    );
    const focused = list.contains(document.activeElement);
    showIn(list, [...given, ...chosen]);
    list.scrollTop = list.scrollHeight; // the newest stay in sight
    if (focused && !list.contains(document.activeElement)) [...list.querySelectorAll("button")].at(-1)?.focus();
  };
  return [list, draw];
}

function reading({ said, ofAnother, tree }, left) {
  if (ofAnother) return said;
  if (!left) return `${said} What follows here was not asked yet.`;
  const all = tree.here.distribution.counts.reduce((sum, count) => sum + count, 0);
  const tokens = left.nKept === 1 ? "tokens is" : "tokens are";
  const even = Math.exp(left.entropy).toFixed(1);
  return (
    `${said} ${readable(left.nKept)} of ${readable(all)} ${tokens} left, to which the model gave ` +
    `${inPercent(left.ownOfKept)}\u00a0%; a draw is as uncertain as an even choice among ${even}.`
  );
}

/** Draws the playground into an element and keeps it up to date. */
function render({ model, el }) {
  const V = model.get("vocab_size");
  const settings = () => Object.fromEntries(SETTINGS.map((name) => [name, model.get(name)]));
  const set = (values) => change(model, values);
  let redraw = () => {};
  const walk = walkThrough({
    examples: model.get("examples"),
    start: model.get("start"),
    settings,
    changed: () => redraw(),
  });
  const prompt = promptForm(model, walk);
  const [table, drawTable] = tableView((token) => walk.choose(token));
  const [tree, drawTree] = treeView(
    () => walk.way.tree,
    (node) => walk.goTo(node),
  );
  const sliders = samplingSliders(V, settings, set);
  const [buttons, drawButtons] = actions(walk);
  const [tokens, drawTokens] = tokenList(walk);
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  const title = (text) => element("p", { class: "playground-title" }, text);

  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      prompt.form,
      modelPanel(),
      title("The tokens so far, with their ids"),
      tokens,
      buttons,
      element("div", { class: "figure-controls" }, ...sliders.map(([control]) => control)),
      samplingPresets(V, set),
      table,
      title("What was written, and what might have been"),
      tree,
      words,
    ),
  );

  let shown = null; // lists are drawn anew when the text changes, not at every move of a slider
  redraw = () => {
    const { distribution } = walk.way.tree.here;
    const left = distribution && whatIsLeft(distribution, settings());
    for (const [, draw] of sliders) draw();
    drawButtons();
    prompt.draw();
    drawTable(distribution, left);
    words.textContent = reading(walk.way, left);
    const now = [walk.way.tree, walk.way.tree.here, distribution];
    if (shown?.every((it, i) => it === now[i])) return;
    shown = now;
    drawTokens();
    drawTree();
  };
  walk.way.said = "Computed when this page was made.";

  const asked = askedFor();
  if (asked !== null) prompt.fill(asked);
  liveModel()?.follow(() => {
    drawButtons();
    prompt.draw();
    words.setAttribute("aria-busy", liveModel().busy); // read out when it is finished
    if (walk.way.waits && isReady()) prompt.submit();
  });
  return follow(model, SETTINGS, () => redraw());
}

export default { render };

/** The parts that movable figures are built from. */

const CONTROLS = ["button", "input", "select"];
export const COUNTS = ["", " thousand", " million", " billion", " trillion", " quadrillion", " quintillion"];
export const BYTES = ["bytes", "kB", "MB", "GB", "TB", "PB"];

/** An id that no other element of the page has. */
export function freshId(stem) {
  return `${stem}-${Math.random().toString(36).slice(2, 10)}`;
}

/** An element with its attributes, its listeners (on…) and its children (texts or elements). */
export function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  // Else JupyterLab's own shortcuts take the arrow keys.
  if (CONTROLS.includes(tag)) node.setAttribute("data-lm-suppress-shortcuts", "true");
  return filled(node, attributes, children);
}

/** The same for an element of a drawing. */
export function svg(tag, attributes, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** A figure whose caption comes from the model. */
export function frame(model, ...children) {
  const figure = element("figure", {}, ...children);
  const caption = model.get("caption");
  if (caption) figure.append(element("figcaption", {}, caption));
  return figure;
}

/** Changes values of the model and tells its host. */
export function change(model, values) {
  for (const [name, value] of Object.entries(values)) model.set(name, value);
  model.save_changes();
}

/** Draws now, and once after every batch of changes of the named values; the result stops it. */
export function follow(model, names, draw) {
  let waiting = false;
  const soon = () => {
    if (!waiting) queueMicrotask(() => ((waiting = false), draw()));
    waiting = true;
  };
  for (const name of names) model.on(`change:${name}`, soon);
  draw();
  return () => names.forEach((name) => model.off(`change:${name}`, soon));
}

/** Radio buttons for one value of the model; options are [value, label] pairs. */
export function choice(model, name, legend, options) {
  const group = freshId(name);
  const inputs = options.map(([value]) =>
    element("input", {
      type: "radio",
      name: group,
      value,
      onchange: () => change(model, { [name]: value }),
    }),
  );
  const control = element(
    "fieldset",
    { class: "figure-choice" },
    element("legend", {}, legend),
    ...options.map(([, label], i) => element("label", {}, inputs[i], element("span", {}, label))),
  );
  const draw = () => {
    for (const input of inputs) input.checked = input.value === model.get(name);
  };
  return [control, draw];
}

/**
 * A slider with its value in words: `read` gives {value, words} and, where the end may move, max;
 * `write` takes the reader's value; further parts stand below.
 */
export function slider(label, { read, write, ...range }, ...below) {
  const id = freshId("slider");
  const oninput = () => write(Number(input.value));
  const input = element("input", { id, type: "range", min: 0, step: 1, ...range, oninput });
  const output = element("output", { for: id });
  const name = element("label", { for: id }, label);
  const draw = () => {
    const { value, words, max = input.max } = read();
    input.max = max;
    input.value = value;
    output.textContent = words;
    input.setAttribute("aria-valuetext", words);
  };
  return [element("div", { class: "figure-slider" }, name, input, output, ...below), draw];
}

/** Buttons that jump to a state; each is a [label, action] pair. */
export function presets(...buttons) {
  return element(
    "div",
    { class: "figure-presets" },
    ...buttons.map(([label, onclick]) => element("button", { type: "button", onclick }, label)),
  );
}

/** A share of one in whole percent. */
export function percent(share) {
  return `${Math.round(100 * share)}`;
}

/** A number with a minus sign that is no hyphen. */
export function signed(value) {
  return `${value}`.replace("-", "−");
}

/** A whole number with its thousands set apart. */
export function readable(number) {
  return number.toLocaleString("en-GB");
}

/** A large number to three digits, in units that grow by thousands: COUNTS or BYTES. */
export function inUnits(number, units) {
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(number, 1)) / 3), 0), units.length - 1);
  return `${Number((number / 1000 ** power).toPrecision(3))}${units === BYTES ? " " : ""}${units[power]}`;
}

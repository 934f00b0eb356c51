import { BYTES, change, element, follow, frame, freshId, inUnits, presets, readable, slider, svg } from "../parts/parts.js";

const LONGEST = 17; // powers of two: tokens
const MOST_TEXTS = 7;
const [WIDTH, QUERY_ROW, KEY_ROW, BOX] = [640, 26, 124, 24];
const BARS = { top: 212, height: 22, gap: 56 };
const HEIGHT = BARS.top + BARS.gap + BARS.height + 4;

function sizesOf(model) {
  return model.get("models").find(({ name }) => name === model.get("selected"));
}

function divisors(n) {
  return Array.from({ length: n }, (_, i) => i + 1).filter((i) => n % i === 0);
}

function kindOf(heads, kvHeads) {
  if (kvHeads === heads) return "multi-head attention";
  return kvHeads === 1 ? "multi-query attention" : "grouped-query attention";
}

/** Bytes of weights and of caches that are read to write one token in each text. */
function bytesRead(model, kvHeads) {
  const sizes = sizesOf(model);
  return {
    weights: sizes.other_bytes + kvHeads * sizes.bytes_per_kv_head,
    cache: model.get("n_texts") * model.get("n_tokens") * kvHeads * sizes.cache_bytes,
  };
}

function total({ weights, cache }) {
  return weights + cache;
}

function reading(model) {
  const [{ heads, cache_bytes: unit }, K] = [sizesOf(model), model.get("n_kv_heads")];
  const [h, n, texts] = [model.get("head"), model.get("n_tokens"), model.get("n_texts")];
  const group = heads / K;
  const others = group === 1 ? "alone" : group === heads ? "as all heads do" : `as do ${group - 1} others`;
  const read = bytesRead(model, K);
  const gain = total(bytesRead(model, heads)) / total(read);
  return (
    `${model.get("selected")} with K = ${K}, ${kindOf(heads, K)}: query head ${h} reads key/value head ` +
    `${Math.floor(h / group)}, ${others}. A token adds ${readable(K * unit)} bytes to the cache. A step of ` +
    `${texts === 1 ? "one text" : `${texts} texts`}, ${readable(n)} tokens so far, reads ${inUnits(read.weights, BYTES)} of weights and ` +
    `${inUnits(read.cache, BYTES)} of cache: ${gain.toFixed(2)} times less than with K = ${heads}.`
  );
}

/** Query heads above, key/value heads below, a line for each reading. */
function headsView(model) {
  const [{ heads }, K] = [sizesOf(model), model.get("n_kv_heads")];
  const [group, step] = [heads / K, WIDTH / heads];
  const chosen = Math.floor(model.get("head") / group);
  const box = (x, y, width, kind) => svg("rect", { x, y, width, height: BOX, rx: 3, class: kind });
  const marks = [
    svg("text", { x: 0, y: QUERY_ROW - 7 }, `${heads} query heads`),
    svg("text", { x: 0, y: KEY_ROW + BOX + 22 }, `${K} key/value head${K > 1 ? "s" : ""}`),
  ];
  for (let h = 0; h < heads; h += 1) {
    const kv = Math.floor(h / group);
    const shade = `tone-${kv % 2}${kv === chosen ? " same" : ""}`;
    const [from, to] = [step * (h + 0.5), step * group * (kv + 0.5)];
    marks.push(svg("line", { x1: from, x2: to, y1: QUERY_ROW + BOX, y2: KEY_ROW, class: `reads-line ${shade}` }));
    marks.push(box(step * h + 1, QUERY_ROW, step - 2, `head-box ${shade}${h === model.get("head") ? " chosen" : ""}`));
  }
  for (let kv = 0; kv < K; kv += 1) {
    const shade = `tone-${kv % 2}${kv === chosen ? " same chosen" : ""}`;
    const width = Math.min(step * 2, step * group) - 2;
    marks.push(box(step * group * (kv + 0.5) - width / 2, KEY_ROW, width, `head-box ${shade}`));
  }
  return marks;
}

/** What a step reads, with a key/value head for each query head and with the K chosen. */
function barsView(model) {
  const { heads } = sizesOf(model);
  const rows = [heads, model.get("n_kv_heads")].map((kvHeads) => [kvHeads, bytesRead(model, kvHeads)]);
  const scale = WIDTH / total(rows[0][1]);
  return rows.flatMap(([kvHeads, read], i) => {
    const y = BARS.top + i * BARS.gap;
    const weights = scale * read.weights;
    return [
      svg("text", { x: 0, y: y - 6 }, `K = ${kvHeads}: ${inUnits(total(read), BYTES)} read a step`),
      svg("rect", { x: 0, y, width: weights, height: BARS.height, class: "bar-weights" }),
      svg("rect", { x: weights, y, width: scale * read.cache, height: BARS.height, class: "bar-cache" }),
    ];
  });
}

function legend() {
  const key = (kind, name) => element("span", {}, element("i", { class: kind, "aria-hidden": "true" }), name);
  return element("p", { class: "shared-legend" }, key("bar-weights", "weights"), key("bar-cache", "KV cache"));
}

function modelControl(model) {
  const id = freshId("model");
  const pick = (name) => {
    const sizes = model.get("models").find((candidate) => candidate.name === name);
    const head = Math.min(model.get("head"), sizes.heads - 1);
    change(model, { selected: name, n_kv_heads: sizes.published, head, n_tokens: sizes.context });
  };
  const options = model.get("models").map(({ name }) => element("option", { value: name }, name));
  const select = element("select", { id, onchange: () => pick(select.value) }, ...options);
  const draw = () => {
    select.value = model.get("selected");
  };
  return [element("div", { class: "shared-model" }, element("label", { for: id }, "Model"), select), draw];
}

function kvControl(model) {
  const counts = () => divisors(sizesOf(model).heads).reverse(); // from multi-head to multi-query
  const read = () => {
    const K = model.get("n_kv_heads");
    const words = `K = ${K}, ${kindOf(sizesOf(model).heads, K)}`;
    return { value: counts().indexOf(K), words, max: counts().length - 1 };
  };
  const write = (i) => change(model, { n_kv_heads: counts()[i] });
  const published = () => change(model, { n_kv_heads: sizesOf(model).published });
  return slider("Key/value heads", { read, write }, presets(["as published", published]));
}

function headControl(model) {
  const read = () => {
    const h = model.get("head");
    return { value: h, words: `head ${h}`, max: sizesOf(model).heads - 1 };
  };
  return slider("Query head", { read, write: (head) => change(model, { head }) });
}

function powerControl(model, name, label, most, words) {
  const read = () => ({ value: Math.log2(model.get(name)), words: words(model.get(name)) });
  const write = (power) => change(model, { [name]: 2 ** Math.round(power) });
  return slider(label, { read, write, max: most });
}

/** Draws the heads of a model and what they read into an element and keeps both up to date. */
function render({ model, el }) {
  const controls = [
    modelControl(model),
    kvControl(model),
    headControl(model),
    powerControl(model, "n_tokens", "Tokens so far", LONGEST, (n) => `n = ${readable(n)}`),
    powerControl(model, "n_texts", "Texts written at once", MOST_TEXTS, (n) => `${n}`),
  ];
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "shared-heads", role: "img" });
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      element("div", { class: "figure-controls" }, ...controls.map(([control]) => control)),
      picture,
      legend(),
      words,
    ),
  );
  return follow(model, ["selected", "n_kv_heads", "head", "n_tokens", "n_texts"], () => {
    for (const [, draw] of controls) draw();
    words.textContent = reading(model);
    picture.setAttribute("aria-label", `Heads and bytes. ${reading(model)}`);
    picture.replaceChildren(...headsView(model), ...barsView(model));
  });
}

export default { render };

import { change, element, follow, frame, freshId } from "../parts/parts.js";
import { whatIsLeft } from "../parts/sampling_rules.js";
import { encodeChat, whatFits } from "./chat.js";
import { fallsOn, tokenAt } from "./distribution.js";
import { isReady, liveModel, modelPanel } from "./model_panel.js";
import { numberFor } from "./random.js";
import { tokenChip } from "./tokens.js";

/** The texts of tokens as they arrive; bytes of an unfinished character wait for the rest of it. */
function decoder(live) {
  const text = new TextDecoder();
  return (id) => text.decode(live.bytesOf(id), { stream: true });
}

/**
 * A conversation: {system, turns, read, said}, what the model was last given to read among it. It
 * starts as an example that was computed beforehand; `example` is its number, −1 for one's own.
 */
function conversationWith(model, changed) {
  const chat = { example: 0, system: "", turns: [], read: [], said: "" };
  const sampling = model.get("sampling");
  const renderWith = (messages) => liveModel().render(model.get("template"), messages);
  const encodeAll = (messages) => encodeChat(renderWith, liveModel().encode, messages);

  function say(words) {
    chat.said = words;
    changed();
  }

  const sayRead = (n, all) => say(n < all ? `It has read ${n} of ${all} tokens.` : "It answers.");

  /** Writes an answer into the last turn, token by token. */
  async function answer(ids, turn, signal) {
    const live = liveModel();
    const text = decoder(live);
    const began = performance.now();
    let n = 0;
    for (; n < model.get("max_new_tokens"); n++) {
      const distribution = await live.next(ids, signal, sayRead);
      const u = numberFor(chat.turns.length, n);
      const { id } = tokenAt(distribution, fallsOn(whatIsLeft(distribution, sampling), u));
      if (id === model.get("stop_id")) break;
      ids.push(id);
      turn.content += text(id);
      changed();
    }
    return (1000 * n) / (performance.now() - began);
  }

  async function ask(question, signal) {
    const system = chat.system.trim() ? [{ role: "system", content: chat.system.trim() }] : [];
    const limit = liveModel().context - model.get("max_new_tokens");
    const asked = [...chat.turns, { role: "user", content: question }];
    const { ids, turns } = await whatFits(encodeAll, system, asked, limit);
    const turn = { role: "assistant", content: "" };
    chat.example = -1;
    chat.turns = [...turns, turn];
    chat.read = ids.map((id) => liveModel().tokenOf(id));
    say("It answers.");
    try {
      const speed = await answer([...ids], turn, signal);
      say(`Answered, ${speed.toFixed(1)} tokens a second.`);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
      say("Stopped; what was said is kept.");
    }
  }

  return {
    chat,
    showExample(i) {
      if (liveModel()?.busy) return changed();
      const { messages, tokens, answer: text } = model.get("conversations")[i];
      chat.example = i;
      chat.system = messages[0].role === "system" ? messages[0].content : "";
      chat.turns = [...messages.filter(({ role }) => role !== "system"), { role: "assistant", content: text }];
      chat.read = tokens;
      say("Computed when this page was made.");
    },
    startOver() {
      if (liveModel()?.busy) return;
      [chat.example, chat.turns, chat.read] = [-1, [], []];
      say("A new conversation.");
    },
    async send(question) {
      if (!question.trim() || liveModel()?.busy) return false;
      if (!isReady()) {
        say("To get an answer, load the model.");
        return false;
      }
      try {
        await liveModel().run((signal) => ask(question, signal));
        return true;
      } catch (error) {
        say(error.name === "AbortError" ? "Stopped." : error.message);
        return false;
      } finally {
        changed();
      }
    },
  };
}

function reading({ said, read }, isMark) {
  const marks = read.filter(isMark).length;
  if (!read.length) return said;
  return `${said} Before the last answer the model read ${read.length} tokens; ${marks} of them are marks that only the template may set.`;
}

/** Draws the conversation into an element and keeps it up to date. */
function render({ model, el }) {
  let redraw = () => {};
  const talk = conversationWith(model, () => redraw());
  const { chat } = talk;
  const isMark = ({ id }) => model.get("special_ids").includes(id);
  const [exampleId, systemId, fieldId] = [freshId("example"), freshId("system"), freshId("message")];
  const button = (label, onclick, type = "button") => element("button", { type, onclick }, label);

  function choose(i) {
    talk.showExample(i); // the same one again, too
    change(model, { selected: i });
  }
  const options = model.get("conversations").map(({ title }, i) => element("option", { value: i }, title));
  const select = element("select", { id: exampleId, onchange: () => choose(Number(select.value)) }, ...options);
  const system = element("input", { id: systemId, type: "text", dir: "auto", oninput: () => (chat.system = system.value) });
  const log = element("div", { class: "chat-log", role: "log", "aria-label": "The conversation", tabindex: 0 });
  const field = element("textarea", { id: fieldId, rows: 2, dir: "auto", "data-lm-suppress-shortcuts": "true" });
  const send = button("Send", () => {}, "submit");
  const stop = button("Stop", () => liveModel()?.stop());
  const over = button("Start over", () => talk.startOver());
  const tokens = element("ol", { class: "tokens", tabindex: 0, "aria-label": "What the model read, token by token" });
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });

  async function submit(event) {
    event.preventDefault();
    const question = field.value;
    const sent = talk.send(question);
    if (isReady() && question.trim()) field.value = "";
    if (!(await sent) && !field.value) field.value = question; // what was refused is not lost
  }
  field.addEventListener("keydown", (event) => {
    // While a word is composed, as in Chinese or Japanese, Enter ends the word.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  });

  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      element("div", { class: "playground-prompt" }, element("label", { for: exampleId }, "A conversation that was computed"), select),
      modelPanel(),
      element("div", { class: "playground-prompt" }, element("label", { for: systemId }, "System message (empty: the template's own)"), system),
      log,
      element(
        "form",
        { class: "playground-prompt", onsubmit: submit },
        element("label", { for: fieldId }, "Your message (Enter sends, Shift and Enter begins a line)"),
        field,
        element("div", { class: "figure-presets" }, send, stop, over),
      ),
      element("p", { class: "playground-title" }, "What the model read: the template's marks, and between them what was said"),
      tokens,
      element("details", {}, element("summary", {}, "The template, a Jinja program"), element("pre", { tabindex: 0 }, model.get("template"))),
      words,
    ),
  );

  let [shownTurns, shownRead] = [null, null];
  const drawButtons = () => {
    const busy = Boolean(liveModel()?.busy);
    for (const it of [send, over]) it.setAttribute("aria-disabled", busy);
    stop.setAttribute("aria-disabled", !busy);
    for (const it of [log, words]) it.setAttribute("aria-busy", busy); // read out when it is finished
  };
  redraw = () => {
    drawButtons();
    if (document.activeElement !== system) system.value = chat.system;
    select.selectedIndex = chat.example;
    if (shownTurns !== chat.turns) {
      shownTurns = chat.turns;
      log.replaceChildren(
        ...chat.turns.map(({ role }) =>
          element("p", { class: role, dir: "auto" }, element("strong", {}, role === "user" ? "You: " : "SmolLM2: "), element("span", {})),
        ),
      );
    }
    chat.turns.forEach(({ content }, i) => {
      const span = log.children[i].lastChild;
      if (span.textContent !== content) span.textContent = content;
    });
    log.scrollTop = log.scrollHeight;
    if (shownRead !== chat.read) {
      shownRead = chat.read;
      tokens.replaceChildren(...chat.read.map((it) => element("li", {}, tokenChip(it, isMark(it) ? "special" : ""))));
    }
    const told = reading(chat, isMark);
    if (words.textContent !== told) words.textContent = told;
  };
  liveModel()?.follow(() => drawButtons());
  return follow(model, ["selected"], () => talk.showExample(model.get("selected")));
}

export default { render };

import { download } from "./download.js";
import { startEngine } from "./engine.js";

const CONTEXT = 2048; // tokens; the model was made for more, each of which takes memory
const FOLDER =
  "This page was opened from a folder, where browsers load no model. The computed examples work; for the model, serve the site: make serve.";
const WORDS = {
  unloaded: "The model is not loaded. The computed examples work without it. Loaded, it runs in this browser tab; nothing that you type leaves it.",
  loading: "The model is loading.",
  ready: "The model is loaded. It runs in this browser tab; nothing that you type leaves it.",
};

/**
 * The live model of the playground: loaded when the reader asks, stopped and freed when the reader
 * says so, asked by one figure at a time. `files` has the addresses of library, wasm, jinja and
 * model, which has so many `bytes`; `missing` names what the build did not have.
 */
function newLiveModel({ size, bytes, missing, files }) {
  const listeners = [];
  let [engine, loading, task, failure] = [null, null, null, ""]; // loading and task: what stops them

  const live = {
    status: missing ? "missing" : location.protocol === "file:" ? "folder" : "unloaded",
    progress: null, // the share that has come, or null where nothing comes
    busy: false,
    context: CONTEXT,
    size,

    words() {
      if (live.status === "missing") return `This site was built without ${missing}, so only the computed examples work.`;
      if (live.status === "failed") return `The model could not be loaded: ${failure}. Try again; the computed examples work without it.`;
      return live.status === "folder" ? FOLDER : WORDS[live.status];
    },

    follow(listener) {
      listeners.push(listener);
      listener();
    },

    async load() {
      if (!["unloaded", "failed"].includes(live.status)) return;
      loading = new AbortController();
      const { signal } = loading;
      become("loading");
      try {
        const file = await download(files.model, bytes, (share) => become("loading", share), signal);
        become("loading");
        engine = await startEngine({ ...files, context: CONTEXT }, file, signal);
        become("ready");
      } catch (error) {
        failure = error.message;
        become(signal.aborted ? "unloaded" : "failed");
      }
    },

    stopLoading() {
      loading?.abort();
    },

    /** Stops the task that is going on. */
    stop() {
      task?.abort();
    },

    free() {
      live.stop();
      engine?.free();
      engine = null;
      become("unloaded");
    },

    /** Runs a task alone; it gets a signal, and ends in an AbortError when the reader stops it. */
    async run(work) {
      if (live.busy) throw new Error("The model is answering already.");
      task = new AbortController();
      const { signal } = task;
      live.busy = true;
      tell();
      try {
        return await work(signal);
      } finally {
        live.busy = false;
        tell();
      }
    },

    async next(ids, signal, onRead) {
      if (!engine) throw new Error("The model is not loaded.");
      return engine.next(ids, signal, onRead);
    },
    encode: (text, trusted) => engine.encode(text, trusted),
    render: (template, messages) => engine.render(template, messages),
    bytesOf: (id) => engine.bytesOf(id),
    tokenOf: (id) => engine.tokenOf(id),
    tokens: async (text) => (await engine.encode(text)).map((id) => engine.tokenOf(id)),
  };

  const tell = () => listeners.forEach((listener) => listener());

  function become(status, progress = null) {
    Object.assign(live, { status, progress });
    tell();
  }

  return live;
}

const { src, dataset } = document.currentScript;
const addressOf = (name) => new URL(`../live_model/${name}`, src).href;
globalThis.liveModel = newLiveModel({
  size: dataset.size,
  bytes: Number(dataset.bytes) || null, // a page of an earlier build does not say it
  missing: dataset.missing,
  files: {
    library: addressOf("wllama.js"),
    wasm: addressOf("wllama.wasm"),
    jinja: addressOf("jinja.js"),
    model: addressOf("model.gguf"),
  },
});

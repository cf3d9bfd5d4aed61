// The compiler, in a thread of its own: Python in WebAssembly, asked one call after the other.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const FOLDER = "/plainplan";
const CACHE = `${FOLDER}/cache`; // the looks' templates, compiled when the playground was made

const tell = (stage, part) => postMessage({ stage, part });

async function load() {
  tell("python", 0.05);
  const archive = fetch(new URL("plainplan.tar.xz", import.meta.url)).then((answer) => {
    if (!answer.ok) throw new Error(`plainplan.tar.xz: ${answer.status}`);
    return answer.arrayBuffer();
  });
  const python = await loadPyodide({
    indexURL: new URL("pyodide/", import.meta.url).href,
    env: { XDG_CACHE_HOME: CACHE, PYTHONDONTWRITEBYTECODE: "1", HOME: "/home/pyodide" },
  });
  tell("compiler", 0.6);
  python.unpackArchive(await archive, "xztar", { extractDir: FOLDER });
  tell("first", 0.75);
  python.runPython(`import os, sys
sys.path.insert(0, "${FOLDER}")
os.chmod("${CACHE}/plainplan", 0o700)  # what others can write to is not run
import playground`);
  tell("ready", 1);
  return python.runPython("playground.call");
}

const ready = load();
ready.catch((trouble) => postMessage({ failed: String(trouble?.message ?? trouble) }));

// The calls wait for each other: Python is one thread.
let last = ready;
onmessage = ({ data: { id, name, args } }) => {
  last = last.catch(() => {}).then(async () => {
    try {
      const call = await ready;
      const answer = call(name, JSON.stringify(args));
      if (typeof answer === "string") {
        postMessage({ id, ...JSON.parse(answer) });
      } else { // bytes, and a sentence
        const [bytes, sentence] = answer.toJs();
        answer.destroy();
        postMessage({ id, ok: { bytes, sentence } });
      }
    } catch (trouble) {
      postMessage({ id, trouble: String(trouble?.message ?? trouble).trim().split("\n").at(-1), isOurs: true });
    }
  });
};

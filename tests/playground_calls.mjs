// Asks the compiler in the playground, loaded as its worker loads it. Usage: node playground_calls.mjs DIST < CALLS
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

process.on("uncaughtException", (error) => (console.error(error.message), process.exit(1)));
const dist = process.argv[2];
const { loadPyodide } = await import(pathToFileURL(join(dist, "pyodide/pyodide.mjs")));
const FOLDER = "/plainplan";
const python = await loadPyodide({ indexURL: join(dist, "pyodide"), env: { XDG_CACHE_HOME: `${FOLDER}/cache`, PYTHONDONTWRITEBYTECODE: "1" } });
python.unpackArchive(new Uint8Array(readFileSync(join(dist, "plainplan.tar.xz"))), "xztar", { extractDir: FOLDER });
python.runPython(`import os, sys\nsys.path.insert(0, "${FOLDER}")\nos.chmod("${FOLDER}/cache/plainplan", 0o700)\nimport playground`);
const call = python.runPython("playground.call");
const answers = JSON.parse(readFileSync(0, "utf8")).map(([name, args]) => {
  const answer = call(name, JSON.stringify(args));
  if (typeof answer === "string") return JSON.parse(answer);
  const [bytes, sentence] = answer.toJs();
  return { ok: { hex: Buffer.from(bytes).toString("hex"), sentence } };
});
process.stdout.write(JSON.stringify(answers), () => process.exit(0));

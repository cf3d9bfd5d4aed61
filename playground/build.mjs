// Bundles the playground's scripts, and freezes the compiler: its modules and templates compiled by the Python that
// will run them. Usage: node build.mjs SOURCES.zip DIST VERSION
import { build } from "esbuild";
import { loadPyodide } from "pyodide";
import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// A fault inside Pyodide is shown by Node with the line of code it is in, which is a megabyte long.
process.on("uncaughtException", (error) => (console.error(error.message), process.exit(1)));

const [archive, dist, version] = process.argv.slice(2);
const from = new URL(".", import.meta.url).pathname;

const FOLDER = "/plainplan";
const FREEZE = `
import compileall, json, pathlib, py_compile, sys, tarfile
root = pathlib.Path("${FOLDER}")
sys.path.insert(0, str(root))
import playground
playground.call("check", json.dumps(["a.plan.md", TEXT, "2026-11-01"]))
for look in sorted(one.parent.name for one in (root / "plainplan/templates").glob("*/look.toml")):
    playground.call("page", json.dumps([look]))
compileall.compile_dir(root, quiet=2, legacy=True, force=True, optimize=2, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
with tarfile.open("/frozen.tar.xz", "w:xz", preset=9) as target:
    for path in sorted(one for one in root.rglob("*") if one.is_file() and "__pycache__" not in one.parts):
        if path.suffix != ".py" or not path.with_suffix(".pyc").exists():
            info = tarfile.TarInfo(path.relative_to(root).as_posix())
            info.size = path.stat().st_size
            with path.open("rb") as data:
                target.addfile(info, data)
`;

/** The archive with modules and templates as they are when they have been used once. */
async function frozen(text) {
  const python = await loadPyodide({ indexURL: join(dist, "pyodide"), env: { XDG_CACHE_HOME: `${FOLDER}/cache`, PYTHONDONTWRITEBYTECODE: "1", PYTHONHASHSEED: "0" } });
  python.unpackArchive(new Uint8Array(readFileSync(archive)), "zip", { extractDir: FOLDER });
  python.globals.set("TEXT", text);
  python.runPython(FREEZE);
  return python.FS.readFile("/frozen.tar.xz");
}

async function bundle(define) {
  const options = { bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none", define, logLevel: "warning" };
  await build({ ...options, entryPoints: [join(from, "src/main.js")], outfile: join(dist, "main.js") });
  await build({ ...options, entryPoints: [join(from, "src/worker.js")], outfile: join(dist, "worker.js"), external: ["./pyodide/pyodide.mjs"] });
}

const walk = (folder, prefix = "") =>
  readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path, `${prefix}${name}/`) : [`${prefix}${name}`];
  });

for (const name of ["index.html", "style.css", "icon.svg", "manifest.webmanifest"]) copyFileSync(join(from, name), join(dist, name));
writeFileSync(join(dist, "plainplan.tar.xz"), await frozen(readFileSync(join(dist, "examples/nurse.plan.md"), "utf8")));
const examples = readdirSync(join(dist, "examples")).filter((name) => name.endsWith(".plan.md")).sort();
await bundle({ __EXAMPLES__: JSON.stringify(examples) });
const files = walk(dist).filter((name) => name !== "service-worker.js");
const hash = createHash("sha256");
for (const name of files) hash.update(name).update(readFileSync(join(dist, name)));
const define = { __VERSION__: JSON.stringify(`${version}-${hash.digest("hex").slice(0, 16)}`), __FILES__: JSON.stringify(["./", ...files]) };
await build({ entryPoints: [join(from, "src/service-worker.js")], outfile: join(dist, "service-worker.js"), minify: true, define, logLevel: "warning" });
process.exit(0);

// Builds what the package ships: ../static/desk.js, desk.css and the shapes of countries. The same input gives the same bytes.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { build } from "esbuild";
import countries from "i18n-iso-countries";

const require = createRequire(import.meta.url);
const out = new URL("../static/", import.meta.url).pathname;

// Natural Earth numbers no country without an ISO code; Kosovo is known by the code that the United Nations use for it.
const UNNUMBERED = { Kosovo: "XKX" };

/** Natural Earth's countries as TopoJSON, known by ISO 3166 alpha-3 codes instead of numbers. */
async function writeShapes(scale, file) {
  const shapes = JSON.parse(await readFile(require.resolve(`world-atlas/countries-${scale}.json`), "utf8"));
  shapes.objects = { countries: shapes.objects.countries };
  for (const shape of shapes.objects.countries.geometries) {
    const { name } = shape.properties;
    const code = shape.id ? countries.numericToAlpha3(shape.id) : UNNUMBERED[name];
    shape.id = code ?? "";
  }
  await writeFile(out + file, JSON.stringify(shapes) + "\n");
}

await build({
  entryPoints: { desk: "main.ts" },
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "eof",
  outdir: out,
});
await build({ entryPoints: { desk: "all.css" }, bundle: true, minify: true, outdir: out });
await writeShapes("110m", "world.json");
await writeShapes("50m", "theatre.json");

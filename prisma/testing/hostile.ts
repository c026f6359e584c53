// Attacks on pages, and stories that hold one of them wherever a story holds text.
import fs from "node:fs";
import path from "node:path";
import * as fc from "fast-check";
import { allBlocks } from "#lib/document/blocks/registry.ts";
import { link, paragraph, type StoryParts, storyDocument } from "#lib/document/build.ts";
import { storable } from "#lib/document/characters.ts";
import { type ScalarFieldName, scalarFieldSchemas, scalarFields } from "#lib/document/fields.ts";
import type { Inline } from "#lib/document/inline-json.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { linkFromInput } from "#lib/document/links.ts";
import type { RandomParts } from "#lib/document/node-definition.ts";
import { corpusFolder } from "./corpus.ts";

/** One of each kind: elements, attributes, addresses, ends of the places in which text is put, and spellings that hide them. */
export const ownPayloads: readonly string[] = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  '"><img src=x onerror=alert(1)>',
  "'><img src=x onerror=alert(1)>",
  '" onfocus=alert(1) autofocus x="',
  "' onmouseover='alert(1)",
  "</script><script>alert(1)</script>",
  "</title><script>alert(1)</script>",
  "</style><script>alert(1)</script>",
  "</textarea><script>alert(1)</script>",
  "--><script>alert(1)</script><!--",
  "]]><script>alert(1)</script>",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)//",
  "java\tscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  'https://example.org/"onmouseover="alert(1)',
  "https://example.org/javascript:alert(1)",
  "//evil.example/x.js",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&#106;avascript:alert(1)",
  "\u2028<script>alert(1)</script>",
  "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
  "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
  "<base href='javascript:/a/'>",
  "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
  "{{constructor.constructor('alert(1)')()}}",
  "=cmd|' /C calc'!A0",
];

/** The attacks of published collections, where GALLEY_CORPUS names them, after our own; each once. */
export function allPayloads(): string[] {
  const folder = corpusFolder("4-security/give");
  if (folder === null) return [...ownPayloads];
  const read = (file: string) => fs.readFileSync(path.join(folder, file), "utf8");
  const strings = JSON.parse(read("blns/blns.json")) as string[];
  const vectors = [...read("h5sc/vectors.txt").matchAll(/<div id="\d+">([\s\S]*?)\/\/\["'`-->\]\]>\]<\/div>/g)];
  const sheet = [...read("owasp/XSS_Filter_Evasion_Cheat_Sheet.md").matchAll(/```\w*\n([\s\S]*?)```/g)];
  const drawings = drawingFiles().map(({ bytes }) => bytes.toString("utf8"));
  const collected = [...vectors, ...sheet].map(([, attack = ""]) => attack.trim());
  return [...new Set([...ownPayloads, ...strings, ...collected, ...drawings])].filter((each) => each.trim() !== "");
}

/** Drawings that carry scripts, for uploads. */
export function drawingFiles(): { name: string; bytes: Buffer }[] {
  const folder = corpusFolder("4-security/give");
  const own = {
    name: "own.svg",
    bytes: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)"><script>alert(1)</script><rect width="9" height="9"/></svg>',
    ),
  };
  if (folder === null) return [own];
  const files = ["patt/XSS Injection/Files", "svg-sanitizer"].flatMap((place) =>
    fs
      .readdirSync(path.join(folder, place))
      .filter((file) => file.endsWith(".svg"))
      .map((file) => ({ name: file, bytes: fs.readFileSync(path.join(folder, place, file)) })),
  );
  return [own, ...files];
}

/** As a line of at most so many characters holds it. */
export const asLine = (payload: string, max: number): string =>
  [...storable(payload).replace(/[\n\r\t\u2028\u2029]/g, " ")].slice(0, max).join("").trim();

type Ids = { picture: string };

/** Of an attack in one block: a few drawings are longer, and say the same to their end. */
const longestText = 2_000;

/** Every part and every kind of block with the payload as its text, and as the address of each link that takes it. */
export function hostileParts(payload: string, { picture }: Ids): StoryParts {
  const text = storable(payload)
    .replace(/[\n\r]/g, " ")
    .slice(0, longestText);
  const address =
    linkFromInput(payload) ?? linkFromInput(`https://example.org/${encodeURI(text.slice(0, 500).toWellFormed())}`);
  const inline: Inline = [text, ...(address === null ? [] : link(text, address))];
  const parts: RandomParts = {
    fc,
    text: fc.constant(text),
    inline: fc.constant(inline),
    rowId: fc.constant(picture),
  };
  const blocks = allBlocks
    .flatMap((block): NodeJson[] => fc.sample(block.random(parts), { numRuns: 1, seed: 7 }))
    .filter(isTaken);
  const figure = { picture, alt: asLine(payload, 1_000), caption: inline, credit: asLine(payload, 200) };
  return {
    kicker: asLine(payload, 100),
    headline: asLine(payload, 300) || "Headline",
    standfirst: inline,
    mainFigure: figure,
    keyPoints: [inline],
    body: [paragraph(inline), ...blocks],
    inShort: [paragraph(inline)],
    fields: hostileFields(payload),
  };
}

/** Whether the schema takes it: some blocks limit their texts. */
function isTaken(block: NodeJson): boolean {
  try {
    storyDocument({ body: [block] });
    return true;
  } catch {
    return false;
  }
}

/** The text fields of a story with as much of the payload as each takes. */
function hostileFields(payload: string): NonNullable<StoryParts["fields"]> {
  const fields: Partial<Record<ScalarFieldName, unknown>> = {};
  for (const name of scalarFields) {
    if (["slug", "language"].includes(name)) continue;
    for (const max of [420, 320, 300, 120, 80]) {
      const value = asLine(payload, max);
      if (fields[name] === undefined && value !== "" && scalarFieldSchemas[name].is(value)) fields[name] = value;
    }
  }
  return fields as NonNullable<StoryParts["fields"]>;
}

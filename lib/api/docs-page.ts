// The page that describes the API: plain HTML with a style block of its own, made from the same list as the OpenAPI document.
import { escapeHtml } from "../document/feed.ts";
import { nameOf, openApi, parameterNames, queryParameters } from "./openapi.ts";
import { apiRoot, type Operation, operations } from "./operations.ts";
import { type PartnerOperation, partnerOperations, partnerTag } from "./partner-schema.ts";

type JsonObject = Record<string, unknown>;

const styles = `:root{color-scheme:light dark;--paper:light-dark(#fbf9f4,#161511);--ink:light-dark(#191611,#ece7db);--soft:light-dark(#5a5448,#b5ad9d);--line:light-dark(#d9d3c5,#3b382f);--box:light-dark(#f2eee4,#211f19)}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
main{max-width:60rem;margin-inline:auto;padding:2rem 1.125rem 5rem}
h1{font:500 2.25rem/1.15 Newsreader,Georgia,serif;margin:0 0 .5rem}
h2{font:500 1.6rem/1.2 Newsreader,Georgia,serif;margin:3rem 0 0;padding-top:.75rem;border-top:3px solid var(--ink)}
h3{font-size:1.0625rem;margin:0}
p{margin:.5rem 0;max-width:44rem}
a{color:inherit;text-underline-offset:.2em}
a:focus-visible{outline:3px solid;outline-offset:2px}
code{font:.875rem/1.5 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
pre{background:var(--box);padding:.75rem 1rem;overflow-x:auto;margin:.75rem 0}
article{margin-top:1.75rem}
nav ul{list-style:none;padding:0;columns:18rem;margin:1rem 0}
nav a{display:block;padding-block:.25rem}
.soft{color:var(--soft)}
.method{display:inline-block;font-weight:600;min-width:3.5rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.75rem 0;font-size:.9375rem}
th,td{text-align:start;vertical-align:top;padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--line)}
th{color:var(--soft);font-weight:600}
td:first-child{white-space:nowrap}
@media(max-width:40rem){td:first-child{white-space:normal}}`;

const code = (text: string): string => `<code>${escapeHtml(text)}</code>`;
/** Text of ours, in which `names` are set as code. */
const prose = (text: string): string => escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");

/** The type of a value in a few words, with links to what has a name. */
function typeOf(schema: JsonObject): string {
  const ref = schema.$ref;
  if (typeof ref === "string") {
    const name = ref.split("/").at(-1) ?? "";
    return `<a href="#schema-${name}">${name}</a>`;
  }
  const some = (schema.anyOf ?? schema.allOf ?? schema.oneOf) as JsonObject[] | undefined;
  if (some) return some.map(typeOf).join(" or ");
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => code(String(value))).join(" ");
  if (schema.type === "array") return `list of ${typeOf((schema.items ?? {}) as JsonObject)}`;
  const range = [
    typeof schema.minimum === "number" && schema.minimum > Number.MIN_SAFE_INTEGER ? `from ${schema.minimum}` : "",
    typeof schema.maximum === "number" && schema.maximum < Number.MAX_SAFE_INTEGER ? `to ${schema.maximum}` : "",
  ].filter(Boolean);
  const format = typeof schema.format === "string" ? ` (${schema.format})` : "";
  return escapeHtml([`${schema.type ?? "any"}${format}`, ...range].join(" "));
}

const table = (head: string, rows: readonly string[]): string =>
  rows.length === 0
    ? ""
    : `<div class="wide"><table><thead><tr><th scope="col">${head}</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;

const row = (name: string, schema: JsonObject, meaning: string): string =>
  `<tr><td>${code(name)}</td><td>${typeOf(schema)}</td><td>${prose(meaning)}</td></tr>`;

const queryRows = (operation: Pick<Operation, "query">): string[] =>
  queryParameters(operation).map(({ name, schema }) =>
    row(
      name,
      schema,
      [
        typeof schema.description === "string" ? schema.description : "",
        schema.default === undefined ? "" : `Without it: ${schema.default}.`,
      ]
        .filter(Boolean)
        .join(" "),
    ),
  );

function operationPart(id: string, operation: Operation): string {
  const { method, path, summary, description } = operation;
  const rows = [
    ...parameterNames(path).map((name) => row(name, { type: "string" }, "In the path.")),
    ...queryRows(operation),
  ];
  const answer = nameOf(operation.answer);
  const body =
    operation.body === undefined
      ? ""
      : operation.body === "picture"
        ? "Takes the bytes of a file. "
        : `Takes <a href="#schema-${nameOf(operation.body)}">${nameOf(operation.body)}</a>. `;
  const key =
    operation.scope === undefined
      ? ""
      : operation.scope === null
        ? " Needs a key."
        : ` Needs a key with the scope <code>${operation.scope}</code>.`;
  return `<article id="${id}"><h3>${escapeHtml(summary)}</h3><p><span class="method">${method}</span> ${code(apiRoot + path)}</p>${
    description ? `<p>${prose(description)}</p>` : ""
  }${table("Parameter", rows)}<p class="soft">${body}Answers with <a href="#schema-${answer}">${answer}</a>.${key}</p></article>`;
}

function partnerPart(id: string, { path, summary, description, query, types }: PartnerOperation): string {
  const rows = [
    ...parameterNames(path).map((name) => row(name, { type: "string" }, "In the path.")),
    ...queryRows({ query }),
  ];
  const formats = Object.entries(types).map(([format, type]) => `${format} (<code>${type}</code>)`);
  return `<article id="${id}"><h3>${escapeHtml(summary)}</h3><p><span class="method">GET</span> ${code(apiRoot + path)}</p><p>${prose(description)}</p>${table("Parameter", rows)}<p class="soft">Answers in the format of the partner: ${formats.join(", ")}. Needs the key of the partner, as a bearer token or as the password of HTTP Basic.</p></article>`;
}

function schemaPart(name: string, schema: JsonObject): string {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonObject>);
  const always = new Set(Array.isArray(schema.required) ? schema.required : []);
  const rows = properties.map(([field, given]) =>
    row(
      field,
      given,
      [typeof given.description === "string" ? given.description : "", always.has(field) ? "" : "May be absent."]
        .filter(Boolean)
        .join(" "),
    ),
  );
  const description = typeof schema.description === "string" ? `<p>${prose(schema.description)}</p>` : "";
  return `<article id="schema-${name}"><h3>${name}</h3>${description}${table("Field", rows)}</article>`;
}

/** @param paper the name of the paper @param origin of the site, without a trailing slash */
export function docsPage(paper: string, origin: string): string {
  const groups = Map.groupBy(Object.entries<Operation>(operations), ([, { tag }]) => tag);
  const { components } = openApi(paper, origin) as { components: { schemas: Record<string, JsonObject> } };
  const links = Object.entries<{ summary: string }>({ ...operations, ...partnerOperations })
    .map(([id, { summary }]) => `<li><a href="#${id}">${escapeHtml(summary)}</a></li>`)
    .join("");
  const parts = [...groups]
    .map(([tag, list]) => `<h2>${tag}</h2>${list.map(([id, operation]) => operationPart(id, operation)).join("")}`)
    .join("");
  const partners = Object.entries<PartnerOperation>(partnerOperations)
    .map(([id, operation]) => partnerPart(id, operation))
    .join("");
  const schemas = Object.entries(components.schemas)
    .map(([name, schema]) => schemaPart(name, schema))
    .join("");
  const title = `${paper}: API`;
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><meta name="viewport" content="width=device-width, initial-scale=1"><style>${styles}</style></head><body><main><h1>${escapeHtml(title)}</h1><p>Published stories and all that belongs to them, as JSON. No key is needed to read. To write, send a key that an admin has made as <code>Authorization: Bearer …</code>. Every answer has an <code>ETag</code>: send it as <code>If-None-Match</code>, and nothing is sent again unless something has changed. Lists are read page by page: pass <code>next</code> of one page as <code>cursor</code> of the following one. Errors are <a href="#schema-Problem">problem details</a>.</p><p><a href="${apiRoot}/openapi.json">OpenAPI document</a></p><pre>curl ${escapeHtml(origin)}${apiRoot}/stories?limit=5</pre><nav aria-label="Operations"><ul>${links}</ul></nav>${parts}<h2>${partnerTag}</h2>${partners}<h2>Schemas</h2>${schemas}</main></body></html>`;
}

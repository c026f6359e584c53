// Where code belongs. Each failure is a sentence that says so.
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

type Import = { from: string; typeOnly: boolean };
type File = { name: string; text: string; imports: Import[] };

const root = import.meta.dirname;
const places = ["app", "components", "lib", "bin", "prisma", "e2e", "bench", "judges"];
const files: File[] = [...places.flatMap((place) => filesIn(place)), read("server.ts")];

function filesIn(place: string): File[] {
  const folder = path.join(root, place);
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => path.posix.join(place, name.replaceAll("\\", "/")))
    .filter((name) => /\.(?:ts|tsx|mjs|mts)$/.test(name) && !name.includes("/generated/"))
    .map(read);
}

function read(name: string): File {
  const text = fs.readFileSync(path.join(root, name), "utf8");
  const imports = [...text.matchAll(/^(?:import|export)\s+(type\s)?[^;"']*?(?:from\s+)?["']([^"']+)["'];?/gm)].map(
    (match) => ({
      from: resolve(name, match[2] ?? ""),
      typeOnly: match[1] !== undefined,
    }),
  );
  return { name, text, imports };
}

/** The file an import names, from the root; a package stays as it is. */
function resolve(file: string, from: string): string {
  if (from.startsWith("#")) return from.slice(1);
  return from.startsWith(".") ? path.posix.join(path.posix.dirname(file), from) : from;
}

const isTest = (file: File) => /\.test\.tsx?$|^e2e\/|^prisma\/testing\//.test(file.name);
const under = (place: string) => files.filter((file) => file.name.startsWith(place));
const values = (file: File) => file.imports.filter(({ typeOnly }) => !typeOnly);

/** Fails with one line per offence. */
function expectNone(offences: string[]): void {
  expect(offences.join("\n")).toBe("");
}

/** Folders of lib that are machinery, not domains: their files are named after what they do. */
const machinery = new Set([
  "api",
  "backup",
  "checks",
  "document",
  "events",
  "export",
  "feeds",
  "http",
  "press",
  "static",
  "auth",
  "oidc",
  "postgres",
  "jobs",
  "newsroom",
  "import",
  "uploads",
]);
/** Files that a domain has besides the legal names, each for a reason that it gives at its top. */
const extras: Record<string, string[]> = {
  "house-style": ["csv.ts"],
  presence: ["board.ts"],
  stories: ["document.ts", "lock.ts", "saving/large-batches.ts", "saving/notify.ts", "saving/rooms.ts"],
  media: [
    "addresses.ts",
    "inspect.ts",
    "inspect-file.ts",
    "inspect-worker.ts",
    "office-file.ts",
    "serve.ts",
    "sizes.ts",
    "vtt.ts",
  ],
  pictures: [
    "addresses.ts",
    "bucket-objects.ts",
    "cbor.ts",
    "child.ts",
    "crop-worker.ts",
    "crops.ts",
    "credentials.ts",
    "decode.ts",
    "decode-worker.ts",
    "disk-store.ts",
    "encoders.ts",
    "library/query.ts",
    "library/search-words.ts",
    "heic.ts",
    "limits.ts",
    "losses.ts",
    "masthead.ts",
    "masthead-drawing.ts",
    "masthead-worker.ts",
    "move.ts",
    "s3-check.ts",
    "s3-store.ts",
    "metadata.ts",
    "perceptual-hash.ts",
    "serve.ts",
    "sniff.ts",
    "store.ts",
    "svg.ts",
  ],
  addresses: ["paths.ts", "slug.ts"],
  published: ["cards.ts"],
  mail: ["compose.ts", "smtp.ts", "unsubscribe.ts", "worker.ts"],
  fronts: ["compose.ts"],
  redirects: ["csv.ts", "query-redirects.ts"],
  search: ["distance.ts", "marks.ts", "plan.ts", "query.ts"],
};
/** A large domain has sub-folders, one for each concern, with the same names inside. */
const legal = /^(?:[a-z-]+\/)?(?:[a-z]+(?:-[a-z]+)*-)?(?:schema|policy|data|loaders|mutations|actions|types)\.ts$/;

describe("the house", () => {
  test("a domain holds only files with legal names", () => {
    expectNone(
      under("lib/").flatMap(({ name }) => {
        const [, domain = "", ...rest] = name.split("/");
        if (rest.length === 0 || machinery.has(domain) || /\.test\.ts$/.test(name)) return [];
        const file = rest.join("/");
        return legal.test(file) || extras[domain]?.includes(file)
          ? []
          : [
              `${name}: a domain holds schema, policy, data, loaders, mutations, actions and types; put this into one of them.`,
            ];
      }),
    );
  });

  test("the database is read in data and written in mutations", () => {
    const clients = ["lib/postgres/app.ts", "lib/postgres/reader.ts"];
    const may =
      /(?:^|[-/])(?:data|mutations|mutation)\.ts$|^lib\/(?:postgres|newsroom|jobs|import)\/|^lib\/stories\/(?:document|lock|saving\/rooms|saving\/notify)\.ts$|^lib\/presence\/board\.ts$|^prisma\/|^bin\/|^bench\//;
    expectNone(
      files
        .filter((file) => !isTest(file) && !may.test(file.name))
        .filter((file) =>
          values(file).some(
            ({ from }) => clients.includes(from) || from.includes("@prisma/") || from.endsWith("generated/client.ts"),
          ),
        )
        .map(
          ({ name }) => `${name}: only data, mutations and lib/postgres use the database client; move the query there.`,
        ),
    );
  });

  test("a text that becomes a LIKE pattern is escaped", () => {
    const pattern = /\b(?:contains|startsWith|endsWith|equals): (?!literally\()[^,}]*(?:,[^}]*insensitive)?/g;
    expectNone(
      under("lib/")
        .filter((file) => !isTest(file))
        .flatMap(({ name, text }) =>
          [...text.matchAll(pattern)]
            .filter(([match]) => !match.startsWith("equals") || match.includes("insensitive"))
            .map(([match]) => `${name}: \`${match}\` reads % and _ as wildcards; wrap the text in literally().`),
        ),
    );
  });

  test("a decision has at most 150 words and a line in the index", () => {
    const folder = path.join(root, "docs/decisions");
    const index = fs.readFileSync(path.join(folder, "README.md"), "utf8");
    expectNone(
      fs
        .readdirSync(folder)
        .filter((name) => name !== "README.md")
        .flatMap((name) => {
          const words = fs.readFileSync(path.join(folder, name), "utf8").split(/\s+/).filter(Boolean).length;
          return [
            ...(words > 150 ? [`docs/decisions/${name} has ${words} words: say it in 150.`] : []),
            ...(index.includes(`(${name})`) ? [] : [`docs/decisions/${name} is not in docs/decisions/README.md.`]),
          ];
        }),
    );
  });

  test("a package with a designated folder is imported only there", () => {
    const homes: [RegExp, RegExp, string][] = [
      [/^@tiptap\/react/, /^components\/editor\//, "components/editor"],
      [/^next-auth/, /^lib\/auth\//, "lib/auth"],
      [/^@mantine\//, /^(?:components\/(?:newsroom|editor)|app\/\((?:newsroom|auth|preview)\))\//, "the newsroom"],
      [/^nodemailer/, /^lib\/mail\//, "lib/mail"],
      [/^@aws-sdk\//, /^lib\/pictures\//, "lib/pictures"],
      [/^sharp$/, /^lib\/pictures\/|^bench\/|^prisma\/example\/|\.test\.ts$|^e2e\//, "lib/pictures"],
    ];
    expectNone(
      files.flatMap((file) =>
        file.imports.flatMap(({ from }) =>
          homes.flatMap(([what, home, place]) =>
            what.test(from) && !home.test(file.name) ? [`${file.name}: ${from} belongs in ${place}.`] : [],
          ),
        ),
      ),
    );
  });

  test("the client of S3 is loaded only where a bucket is set", () => {
    expectNone(
      files
        .filter((file) => !isTest(file) && /^import (?!type\b)[^;"]*"@aws-sdk\//m.test(file.text))
        .map(({ name }) => `${name}: @aws-sdk takes 35 MB of memory; load it with import() when a bucket is used.`),
    );
  });

  test("a part that is loaded later has a boundary of its own, so that the screen around it stays while it loads", () => {
    expectNone(
      under("components")
        .filter(({ text }) => text.split(/= dynamic[<(]/).length > text.split("ssr: false").length)
        .map(
          ({ name }) => `${name}: use lazyPart (components/newsroom/lazy-part.tsx), or give dynamic \`ssr: false\`.`,
        ),
    );
  });

  test("the editor loads no zod in the browser", () => {
    const named = new Map(files.map((file) => [file.name, file]));
    const isServer = ({ text }: File) => /^(?:\/\/.*\n)*"use server"/.test(text);
    const reached = new Map<string, string>();
    const walk = (name: string, trail: string): void => {
      const file = named.get(name);
      if (!file || reached.has(name) || isServer(file)) return;
      reached.set(name, trail);
      for (const { from } of values(file)) walk(from, `${trail} → ${from}`);
    };
    for (const { name } of [...under("components/editor/"), read("components/newsroom/shell.tsx")])
      if (!isTest(read(name)) && !name.startsWith("components/editor/testing/")) walk(name, name);
    expect(reached.size).toBeGreaterThan(300);
    expectNone(
      [...reached]
        .filter(([name]) => named.get(name)?.imports.some(({ from, typeOnly }) => from === "zod" && !typeOnly))
        .map(([, trail]) => `${trail} → zod: move what the browser needs into a file without zod.`),
    );
  });

  test("lib imports nothing from app and components, and runs in plain Node", () => {
    expectNone(
      under("lib/").flatMap((file) => {
        const door = /(?:^|\/)(?:[a-z-]+-)?(?:loaders|actions)\.ts$|^lib\/(?:action|route)\.ts$/.test(file.name);
        return file.imports.flatMap(({ from }) => {
          if (/^(?:app|components)\//.test(from))
            return [`${file.name}: lib never imports ${from}; hand the value in.`];
          if (from === "server-only" && !door && !file.name.startsWith("lib/auth/"))
            return [`${file.name}: server-only throws in plain Node; only loaders and actions may have it.`];
          if (/^(?:react|next)(?:\/|$)/.test(from) && !door && !file.name.startsWith("lib/auth/"))
            return [`${file.name}: ${from} is for loaders and actions; jobs and the command line load this file too.`];
          return [];
        });
      }),
    );
  });

  test("no two domains depend on each other", () => {
    const graph = new Map<string, Set<string>>();
    const domainOf = (name: string) => (/^lib\/[^/]+\/.+/.test(name) ? (name.split("/")[1] ?? "") : "");
    for (const file of under("lib/").filter((one) => !isTest(one) && !/(?:loaders|actions)\.ts$/.test(one.name))) {
      const from = domainOf(file.name);
      for (const { from: target } of values(file)) {
        const to = domainOf(target);
        if (!from || !to || from === to || target.endsWith("types.ts")) continue;
        graph.set(from, (graph.get(from) ?? new Set()).add(to));
      }
    }
    const cycles = new Set<string>();
    const walk = (domain: string, trail: string[]): void => {
      const at = trail.indexOf(domain);
      if (at >= 0) {
        const cycle = trail.slice(at);
        const first = cycle.indexOf([...cycle].sort()[0] ?? "");
        cycles.add([...cycle.slice(first), ...cycle.slice(0, first)].join(" → "));
        return;
      }
      for (const next of graph.get(domain) ?? []) walk(next, [...trail, domain]);
    };
    for (const domain of graph.keys()) walk(domain, []);
    expectNone([...cycles].map((cycle) => `${cycle} → …: break the circle; what both need belongs below both.`));
  });

  test("the site is plain pages: no script, no style attributes, nothing of Next's that needs either", () => {
    const site = [...under("app/(site)/"), ...under("components/site/"), ...under("components/story/")].filter(
      (file) => !isTest(file),
    );
    expect(site.length).toBeGreaterThan(5);
    const banned: [RegExp, string][] = [
      [/from "next\/(?:link|image|script|dynamic|form)"/, "write plain HTML instead"],
      [/^["']use (?:client|server)["']/m, "forms post to route handlers"],
      [/<Suspense|\blazy\(/, "a page is sent whole"],
      [/\sstyle=\{/, "the content security policy of the site forbids style attributes; use a class"],
      [/\son[A-Z]\w+=\{/, "nothing runs in the reader's browser"],
      [/\b(?:notFound|redirect|permanentRedirect)\(\)?/, "use answer(404), answer(410) or answer(301, path)"],
    ];
    expectNone(
      site.flatMap((file) =>
        banned.flatMap(([pattern, instead]) =>
          pattern.test(file.text) ? [`${file.name}: ${pattern.source} has no place on the site; ${instead}.`] : [],
        ),
      ),
    );
    const dynamic = under("app/(site)/").filter(({ name }) => /\/(?:page\.tsx|route\.ts)$/.test(name));
    expectNone(
      dynamic
        .filter(({ text }) => !/export const dynamic = "force-dynamic"/.test(text))
        .map(
          ({ name }) =>
            `${name}: reader routes are always dynamic, or the build renders them: export const dynamic = "force-dynamic".`,
        ),
    );
    expectNone(
      under("app/(site)/")
        .filter(({ name }) => /\/(?:loading|not-found|error|global-error)\.tsx$/.test(name))
        .map(({ name }) => `${name}: streams what only script fills; render it in the page.`),
    );
  });

  test("only browser tests import from e2e", () => {
    expectNone(
      files
        .filter(({ name }) => !name.startsWith("e2e/"))
        .flatMap(({ name, imports }) =>
          imports
            .filter(({ from }) => from.startsWith("e2e/"))
            .map(({ from }) => `${name}: ${from} belongs to the browser tests; move what both need out of e2e.`),
        ),
    );
  });

  test("no two exported types of lib, components and app share a name", () => {
    const homes = new Map<string, string[]>();
    for (const { name, text } of ["lib/", "components/", "app/"].flatMap(under))
      for (const [, type = ""] of text.matchAll(/^export (?:declare |abstract )*(?:type|interface|class) (\w+)/gm))
        homes.set(type, [...(homes.get(type) ?? []), name]);
    expectNone(
      [...homes].flatMap(([type, at]) =>
        at.length > 1 ? [`${type} is exported by ${at.join(" and ")}: give each a name that says what it is.`] : [],
      ),
    );
  });

  test("file names are in kebab-case and descriptive", () => {
    expectNone(
      files.flatMap(({ name }) => {
        const base = path.posix.basename(name);
        if (/^(?:index|utils?|helpers?|misc|common)\./.test(base))
          return [`${name}: name the file after what is inside.`];
        return /^[a-z0-9]+(?:[.-][a-z0-9]+)*\.\w+$/.test(base) ? [] : [`${name}: file names are in kebab-case.`];
      }),
    );
  });

  test("no test is skipped, focused or waits by the clock", () => {
    expectNone(
      files
        .filter(isTest)
        .flatMap(({ name, text }) =>
          /\b(?:test|it|describe)\.(?:skip|only|fixme|todo)\b|waitForTimeout/.test(text)
            ? [`${name}: mend the test or its cause.`]
            : [],
        ),
    );
  });

  test("a helper that mocks modules is where vitest.config.ts finds it, so that tests which import it run apart", () => {
    const helpers = files.filter(({ name, text }) => /^vi\.mock\(/m.test(text) && !/\.test\.tsx?$/.test(name));
    expectNone([
      ...helpers
        .filter(({ name }) => !name.startsWith("prisma/testing/"))
        .map(({ name }) => `${name}: helpers that mock modules belong in prisma/testing.`),
      ...files.flatMap(({ name, text, imports }) =>
        helpers
          .filter((helper) => imports.some(({ from }) => from === helper.name))
          .filter((helper) => !name.includes(".test.") || !text.includes(`#${helper.name}"`))
          .map((helper) => `${name}: only a test may import #${helper.name}, and by that name.`),
      ),
    ]);
  });

  test("no document has the marks of an unfinished merge", () => {
    const documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].concat(
      fs
        .readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".md"))
        .map((name) => path.posix.join("docs", name.replaceAll("\\", "/"))),
    );
    expectNone(
      documents
        .filter((name) => /^(?:<{7} |={7}$|>{7} )/m.test(fs.readFileSync(path.join(root, name), "utf8")))
        .map((name) => `${name}: finish the merge and remove its marks.`),
    );
  });
});

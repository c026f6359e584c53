// `npm run bench:payloads`, after a build: puts every attack of the collection (GALLEY_CORPUS; without it our own few) into every text that
// people, files and other systems fill, and opens each page in Chromium. It counts, for each field and door, scripts that ran (must be
// 0), that would run by a click, that only the policy stopped, and requests to other sites, and writes docs/payloads.md. `PART` takes one
// part, such as newsroom or imports. `EVERY=5` takes our own attacks and every fifth of the collections; `LIMIT` takes the first so many
// attacks, and then nothing is written.
import path from "node:path";
import { cookieName, sealSession } from "#lib/auth/cookie.ts";
import { appClient } from "#lib/postgres/app.ts";
import { connections } from "#lib/process.ts";
import { createPerson } from "#prisma/factories.ts";
import { allPayloads, ownPayloads } from "#prisma/testing/hostile.ts";
import { withDatabase } from "./database.ts";
import { FrontNode } from "./fronts/node.ts";
import type { Bench } from "./payloads/bench.ts";
import { tryAddresses, tryForms, tryPastes, tryUploads } from "./payloads/doors.ts";
import { tryFieldsOfNewsroom, tryFieldsOfReaders } from "./payloads/fields.ts";
import { tryImports } from "./payloads/imports.ts";
import { findings, Results, writeResults } from "./payloads/results.ts";
import { trySources } from "./payloads/sources.ts";
import { Visitor } from "./payloads/visitor.ts";

process.env.GALLEY_LOG ??= "error";
const secret = "a secret for the bench, of enough characters";
const limit = Number(process.env.LIMIT ?? Number.POSITIVE_INFINITY);
const every = Number(process.env.EVERY ?? 1);
const collection = allPayloads();
const attacks = collection.filter((_, at) => at < ownPayloads.length || at % every === 0).slice(0, limit);
const marked = [...attacks.keys()].filter((at) => /[<>"'`]|script:|&#/i.test(attacks[at] ?? ""));

type Part = { title: string; lead: string; run: (bench: Bench) => Promise<void> };
const parts: Record<string, Part> = {
  readers: {
    title: "Columns of the database on pages of readers and guests",
    lead: "Each column is filled with each attack, past all checks. Columns that are on none of these pages are left out.",
    run: tryFieldsOfReaders,
  },
  newsroom: {
    title: "Columns of the database on screens of the newsroom",
    lead: "Each column is filled with each attack, past all checks. An admin opens the screens.",
    run: tryFieldsOfNewsroom,
  },
  addresses: {
    title: "Addresses",
    lead: "The attack is in the address of the page.",
    run: tryAddresses,
  },
  forms: {
    title: "Programs, guests, readers and settings",
    lead: "What is sent goes through the checks of Galley.",
    run: tryForms,
  },
  pastes: {
    title: "Pastes",
    lead: "The browser follows no policy, so that nothing but the editor stops an attack.",
    run: tryPastes,
  },
  uploads: {
    title: "Uploads",
    lead: "A file name takes 200 characters, so that one holds several attacks or the beginning of a long one.",
    run: tryUploads,
  },
  imports: {
    title: "Imports",
    lead: "An archive of each format holds the attacks in each text, as HTML, and as the address of links.",
    run: tryImports,
  },
  sources: {
    title: "Wires, webhooks, sign-in providers, mails and partners",
    lead: "Servers of others hold the attacks. Mails are taken by an SMTP server, and their HTML is opened without a policy.",
    run: trySources,
  },
};

async function runPart({ title, lead, run }: Part): Promise<number> {
  const results = new Results();
  const began = Date.now();
  const say = (line: string) => console.log(`${((Date.now() - began) / 1000).toFixed(0)} s: ${line}`);
  await withDatabase(async (_server, folder) => {
    const admin = await createPerson("ADMIN");
    const later = new Date(Date.now() + 86_400_000); // a part takes longer than a confirmation is valid
    await appClient().session.updateMany({ data: { confirmedAt: later, expiresAt: later } });
    const node = await FrontNode.start(connections().owner, path.join(folder, "node"), secret);
    const browser = await Visitor.launch();
    const cookie = { name: cookieName, value: await sealSession(admin.sessionId) };
    const open = (given: typeof cookie | null, hasPolicy = true) =>
      Visitor.open(browser, node.origin, results, given, { hasPolicy });
    try {
      const [reader, newsroom, unprotected] = [await open(null), await open(cookie), await open(cookie, false)];
      await run({ attacks, marked, admin, results, reader, newsroom, unprotected, folder, say });
    } finally {
      await browser.close();
      await node.stop();
    }
  });
  report(results);
  say("done");
  if (Number.isFinite(limit)) return results.sum("ran");
  const tried = `Tried with ${attacks.length} of the ${collection.length} attacks.`;
  writeResults(
    "docs/payloads.md",
    {
      title,
      lead: `${lead} ${tried}`,
      isShownOnly: run === tryFieldsOfReaders,
      order: Object.values(parts).map((part) => part.title),
    },
    results,
  );
  return results.sum("ran");
}

function report(results: Results): void {
  for (const { finding, what, address } of results.seen.slice(0, 60))
    console.log(`${finding} ${what}\n    at ${address.slice(0, 200)}`);
  console.table(
    results.fields.map(({ name, tried, shown, pages, ran, waiting, blocked, elsewhere }) => ({
      ...{ name, tried, shown: shown.size, pages, ran, waiting, blocked, elsewhere },
    })),
  );
  console.log(Object.fromEntries(findings.map((finding) => [finding, results.sum(finding)])));
}

console.log(`${attacks.length} of ${collection.length} attacks`);
const chosen = process.env.PART ? [process.env.PART] : Object.keys(parts);
let ran = 0;
for (const name of chosen) {
  const part = parts[name];
  if (!part) throw new Error(`There is no part ${name}. Choose one of ${Object.keys(parts).join(", ")}.`);
  ran += await runPart(part);
}
process.exit(ran > 0 ? 1 : 0);

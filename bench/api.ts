// `npm run bench:api -- http://localhost:3000`: the read API of a running site beside its story pages, in turns, so that a busy
// machine slows both. Cold: the first request for each of so many stories (STORIES). Kept: SECONDS of requests by CLIENTS.
// Further arguments name addresses of other servers on this machine, which are requested in the same turns:
// `npm run bench:api -- http://localhost:3000 "Ghost story=http://127.0.0.1:2368/ghost/api/content/posts/slug/ferry/?key=K"`.
import http from "node:http";

const origin = process.argv[2] ?? "http://localhost:3000";
const stories = Number(process.env.STORIES ?? 200);
const seconds = Number(process.env.SECONDS ?? 3);
const clients = Number(process.env.CLIENTS ?? 16);
const rounds = 3;
const others = new Map(
  process.argv.slice(3).map((given) => {
    const [, name = "", address = ""] =
      /^([^=]+)=(https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/].*)$/.exec(given) ?? [];
    if (name === "") throw new Error(`${given} is no name=address of this machine`);
    return [name, address];
  }),
);

const agent = new http.Agent({ keepAlive: true, maxSockets: clients });

/** Reads an answer whole. @returns ms */
function visit(path: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    http
      .get(
        path.startsWith("http") ? path : origin + path,
        { agent, headers: { "accept-encoding": "gzip, br" } },
        (response) => {
          response.resume().on("end", () => {
            if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode}`));
            else resolve(performance.now() - began);
          });
        },
      )
      .on("error", reject);
  });
}

async function read<T>(path: string): Promise<T> {
  const response = await fetch(origin + path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}

type List = { data: { id: string; path: string; publishedAt: string }[]; next: string | null };

async function findStories(): Promise<List["data"]> {
  const found: List["data"] = [];
  for (let cursor = ""; found.length < stories; ) {
    const { data, next } = await read<List>(`/api/v1/stories?limit=100&fields=path,publishedAt${cursor}`);
    found.push(...data);
    if (next === null) break;
    cursor = `&cursor=${next}`;
  }
  return found.slice(0, stories);
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
const at = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

/** Many clients at once, each as fast as it is answered. */
async function load(path: string): Promise<{ p50: number; p95: number; perSecond: number }> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1_000;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) times.push(await visit(path));
    }),
  );
  return { p50: at(times, 0.5), p95: at(times, 0.95), perSecond: times.length / ((performance.now() - began) / 1_000) };
}

const found = await findStories();
const [first] = found;
if (!first) throw new Error("the site has no published story");
console.log(`${found.length} stories at ${origin}`);

const kinds = {
  "story page": (story: typeof first) => encodeURI(story.path),
  "API story": (story: typeof first) => `/api/v1/stories/${story.id}`,
  // Each another list: nobody has asked for it before.
  "API list of 20": (story: typeof first) => `/api/v1/stories?to=${story.publishedAt}`,
};
type Name = keyof typeof kinds;
const names = Object.keys(kinds) as Name[];

const cold = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
for (const story of found) for (const name of names) cold[name].push(await visit(kinds[name](story)));
const coldPage = at(cold["story page"], 0.5);
console.log("First request for each, ms");
console.table(
  Object.fromEntries(
    names.map((name) => [
      name,
      {
        p50: rounded(at(cold[name], 0.5)),
        p95: rounded(at(cold[name], 0.95)),
        "p50 by that of the page": rounded(at(cold[name], 0.5) / coldPage),
      },
    ]),
  ),
);

const addresses = new Map([...names.map((name) => [name, kinds[name](first)] as const), ...others]);
const kept = new Map<string, Awaited<ReturnType<typeof load>>[]>();
for (let round = 0; round < rounds; round++)
  for (const [name, address] of addresses) kept.set(name, [...(kept.get(name) ?? []), await load(address)]);
const median = (name: string, what: "p50" | "p95" | "perSecond"): number =>
  at(
    (kept.get(name) ?? []).map((figures) => figures[what]),
    0.5,
  );
console.log(
  `The same address again and again, ${clients} clients, median of ${rounds} rounds; Galley's are kept by the press`,
);
console.table(
  Object.fromEntries(
    [...addresses.keys()].map((name) => [
      name,
      {
        "p50, ms": rounded(median(name, "p50")),
        "p95, ms": rounded(median(name, "p95")),
        "requests a second": Math.round(median(name, "perSecond")),
        "by that of the page": rounded(median(name, "perSecond") / median("story page", "perSecond")),
      },
    ]),
  ),
);
agent.destroy();

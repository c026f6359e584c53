// Sections, topics, authors and pictures of the paper: as many for a thousand stories as for a million.
import { createHash } from "node:crypto";
import type pg from "pg";
import { newId } from "#lib/ids.ts";

export const counts = { sections: 12, topics: 200, authors: 80, pictures: 60 } as const;

const first = ["Anna", "Ben", "Clara", "David", "Edda", "Femi", "Greta", "Hugo", "Ines", "Jonas", "Karin", "Luis"];
const last = [
  "Arden",
  "Berg",
  "Castle",
  "Dahl",
  "Eames",
  "Farrow",
  "Gale",
  "Holt",
  "Iversen",
  "Jarvis",
  "Kemp",
  "Lund",
];
const sections = ["City", "Region", "Country", "World", "Business", "Culture", "Sport", "Opinion"];
const below = ["Transport", "Housing", "Courts", "Schools"];

export const someone = (index: number): string =>
  `${first[index % first.length]} ${last[Math.floor(index / first.length) % last.length]}`;

/** Creates them once. The editor's account is used to measure publishing. */
export async function writePlaces(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select 1 from section limit 1");
  if (rowCount) return;
  await client.query("begin");
  const address = (path: string, kind: string, target: string) =>
    client.query("insert into address (path, kind, target) values ($1, $2::address_kind, $3)", [path, kind, target]);
  const parents = new Map<string, string>();
  for (const [position, name] of [...sections, ...below].entries()) {
    const [id, slug] = [newId(), name.toLowerCase()];
    const parent = below.includes(name) ? (parents.get("City") ?? null) : null;
    const path = parent ? `/city/${slug}` : `/${slug}`;
    parents.set(name, id);
    await client.query(
      "insert into section (id, name, slug, path, parent_id, position, description) values ($1, $2, $3, $4, $5, $6, $7)",
      [id, name, slug, path, parent, position, `All that happens in ${name.toLowerCase()}`],
    );
    await address(path, "SECTION", id);
  }
  for (let index = 0; index < counts.topics; index++) {
    const [id, slug] = [newId(), `topic-${index}`];
    await client.query("insert into topic (id, name, slug) values ($1, $2, $3)", [id, `Topic ${index}`, slug]);
    await address(`/topics/${slug}`, "TOPIC", id);
  }
  for (let index = 0; index < counts.authors; index++) {
    const [id, slug] = [newId(), `author-${index}`];
    await client.query("insert into author (id, name, slug, job_title) values ($1, $2, $3, 'Reporter')", [
      id,
      someone(index),
      slug,
    ]);
    await address(`/authors/${slug}`, "AUTHOR", id);
  }
  for (let index = 0; index < counts.pictures; index++) await writePicture(client, index);
  await client.query("commit");
}

/** A row without a file: pages name pictures, benchmarks do not fetch them. */
async function writePicture(client: pg.Client, index: number): Promise<void> {
  const renditions = (["avif", "webp", "jpeg"] as const).flatMap((format) =>
    [320, 640, 960, 1600].map((width) => ({ format, width, height: Math.round(width / 1.5), bytes: width * 60 })),
  );
  await client.query(
    `insert into picture (id, sha256, width, height, bytes, format, color, renditions, file_name)
     values ($1, $2, 1600, 1067, 400000, 'jpeg', '#8a8f7c', $3, $4)`,
    [
      newId(),
      createHash("sha256").update(`picture ${index}`).digest("hex"),
      JSON.stringify(renditions),
      `${index}.jpg`,
    ],
  );
}

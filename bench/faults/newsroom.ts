// What people and programs get from a server at one moment.
import sharp from "sharp";
import { messages } from "#components/newsroom/messages.ts";
import type { Person } from "#lib/actor.ts";
import { cookieName, sealSession } from "#lib/auth/cookie.ts";
import type { ErrorCode } from "#lib/errors.ts";
import { appClient } from "#lib/postgres/app.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { callAction } from "../fronts/node.ts";
import { isUnanswered, saveAt } from "../kills/app-kills.ts";
import { Writers } from "../kills/writers.ts";

const timeoutMs = 60_000;

type Answer = { what: string; status: number | string; seconds: number; sentence: string };

/** Four people who write all the time, and one who does everything else once when asked. */
export class Newsroom {
  readonly #origin: string;
  readonly #person: Person;
  readonly #drafts: string[];
  readonly writers: Writers;
  readonly #refused = new Map<string, number>();

  private constructor(origin: string, person: Person, drafts: string[], writers: Writers) {
    this.#origin = origin;
    this.#person = person;
    this.#drafts = drafts;
    this.writers = writers;
  }

  /** The connections of this process must lead to the database of the server. */
  static async open(origin: string): Promise<Newsroom> {
    const person = await createPerson("EDITOR");
    const drafts: string[] = [];
    for (let index = 0; index < 4; index++) drafts.push((await createReadyStory(person)).id);
    const newsroom = new Newsroom(origin, person, drafts, await Writers.create(4));
    await appClient().session.updateMany({ data: { expiresAt: new Date(Date.now() + 30 * 86_400_000) } }); // as after a sign-in
    newsroom.writers.begin(
      saveAt(() => origin),
      (error) => {
        const kind = `${isUnanswered(error) ? "" : "unexpected: "}${String(error).slice(0, 160)}`;
        newsroom.#refused.set(kind, (newsroom.#refused.get(kind) ?? 0) + 1);
      },
    );
    await newsroom.writers.nextSaves();
    return newsroom;
  }

  /** Answers of all kinds, asked at once. */
  async ask(): Promise<Answer[]> {
    const headers = { cookie: `${cookieName}=${await sealSession(this.#person.sessionId)}`, origin: this.#origin };
    const get = (page: string) => () =>
      fetch(`${this.#origin}${page}`, { headers, signal: AbortSignal.timeout(timeoutMs) });
    return Promise.all([
      this.#answer("front page, read before", get("/")),
      this.#answer("page that is not in memory", get(`/search?q=${Date.now()}`)),
      this.#answer("page of the newsroom", () =>
        fetch(`${this.#origin}/desk`, {
          headers: { ...headers, accept: "text/html" },
          signal: AbortSignal.timeout(timeoutMs),
        }),
      ),
      this.#answer("upload of a picture", async () =>
        fetch(`${this.#origin}/api/uploads`, {
          ...{ method: "POST", headers: { ...headers, "x-file-name": "Ferry.jpg" } },
          body: new Uint8Array(await picture()),
          signal: AbortSignal.timeout(timeoutMs),
        }),
      ),
      this.#answer("publish", () => this.#publish(headers.cookie)),
      this.#answer("/api/health", get("/api/health")),
      this.#answer("/api/ready", get("/api/ready")),
    ]);
  }

  /** What savers got instead of a confirmation, and how often, since the last call. */
  refusals(): Record<string, number> {
    const found = Object.fromEntries(this.#refused);
    this.#refused.clear();
    return found;
  }

  async #publish(cookie: string): Promise<Response> {
    const storyId = this.#drafts.pop() ?? "";
    const input = { storyId, version: 0, override: "A bench" };
    const call = callAction(
      this.#origin,
      `/desk/stories/${storyId}`,
      "lib/stories/actions.ts publishStory",
      cookie,
      input,
    );
    const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error("no answer")), timeoutMs).unref());
    return Response.json(await Promise.race([call, late]));
  }

  async #answer(what: string, ask: () => Promise<Response>): Promise<Answer> {
    const began = Date.now();
    const seconds = () => Math.round((Date.now() - began) / 100) / 10;
    try {
      const response = await ask();
      const text = await response.text();
      return { what, status: response.status, seconds: seconds(), sentence: sentenceIn(text) };
    } catch (error) {
      return { what, status: "none", seconds: seconds(), sentence: String(error).slice(0, 120) };
    }
  }
}

/** The sentence that the newsroom shows for a code, the heading of a page, or the beginning of another answer. */
function sentenceIn(text: string): string {
  try {
    const { ok, code } = JSON.parse(text) as { ok: boolean; code?: ErrorCode };
    if (ok) return "ok";
    return code && code in messages ? `${code}: ${messages[code]}` : text.slice(0, 120);
  } catch {
    return (
      /<h1[^>]*>(.*?)<\/h1>/s.exec(text)?.[1]?.replace(/<[^>]+>/g, "") ??
      /<title>(.*?)<\/title>/.exec(text)?.[1] ??
      text.slice(0, 120)
    );
  }
}

let seed = 0;
/** One that no library has. */
const picture = () =>
  sharp({
    create: {
      ...{ width: 800, height: 600, channels: 3, background: { r: 90, g: ++seed % 256, b: Date.now() % 256 } },
      noise: { type: "gaussian", mean: 128, sigma: 30 },
    },
  })
    .jpeg()
    .toBuffer();

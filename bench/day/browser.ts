// The requests that the browser of one person sends.
import http from "node:http";
import type { Person } from "#lib/actor.ts";
import { cookieName, sealSession } from "#lib/auth/cookie.ts";

/** An event stream. `close` resolves when its connection is gone. */
export type OpenStream = { close: () => Promise<void> };

export class Browser {
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;

  private constructor(origin: string, headers: Readonly<Record<string, string>>) {
    this.origin = origin;
    this.headers = headers;
  }

  static async of(person: Person, origin: string): Promise<Browser> {
    return new Browser(origin, { cookie: `${cookieName}=${await sealSession(person.sessionId)}`, origin });
  }

  /** @throws unless the page is there */
  async open(page: string): Promise<void> {
    const answer = await fetch(`${this.origin}${page}`, { headers: this.headers });
    await answer.text();
    if (!answer.ok) throw new Error(`${page} answered ${answer.status}`);
  }

  /** @returns whether the server took it */
  async post(address: string, body: object): Promise<boolean> {
    const answer = await fetch(`${this.origin}${address}`, {
      method: "POST",
      headers: { ...this.headers, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return ((await answer.json()) as { ok: boolean }).ok;
  }

  /** Resolves when the first bytes have come, and reads on until it is closed. */
  openStream(query: string): Promise<OpenStream> {
    return new Promise((resolve, reject) => {
      const request = http.get(`${this.origin}/api/events${query}`, { headers: this.headers, agent: false });
      const gone = new Promise<void>((end) => request.once("close", end));
      const close = () => {
        request.destroy();
        return gone;
      };
      request.on("error", reject);
      request.once("response", (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`an event stream was answered with ${answer.statusCode}`));
        answer.on("error", () => {}); // closed
        answer.on("data", () => resolve({ close }));
      });
    });
  }
}

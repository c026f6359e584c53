// A whole node of Galley as a process of its own, whose server actions are called over HTTP as a browser calls them.
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";

/** Ids of server actions by the names under which `lib` exports them, of the build that is there. */
const manifest = JSON.parse(fs.readFileSync(".next/server/server-reference-manifest.json", "utf8")) as {
  node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>;
};
const actionIds = new Map(
  Object.entries(manifest.node).map(([id, { filename, exportedName }]) => [`${filename} ${exportedName}`, id]),
);

export type ActionResult = { ok: boolean; code: string };

/**
 * Calls a server action as a browser does.
 * @param page an address whose build knows the action
 */
export async function callAction(
  origin: string,
  page: string,
  action: string,
  cookie: string,
  input: object,
): Promise<ActionResult> {
  const id = actionIds.get(action);
  if (!id) throw new Error(`the build has no action ${action}`);
  const response = await fetch(new URL(page, origin), {
    method: "POST",
    headers: {
      "next-action": id,
      accept: "text/x-component",
      "content-type": "text/plain;charset=UTF-8",
      origin,
      cookie,
    },
    body: JSON.stringify([input]),
  });
  const text = await response.text();
  const found = /"ok":(true|false)(?:,"code":"([A-Z_]+)")?/.exec(text);
  if (!found) throw new Error(`${action} answered ${response.status}: ${text.slice(0, 300)}`);
  return { ok: found[1] === "true", code: found[2] ?? "" };
}

export class FrontNode {
  readonly #child: ChildProcess;
  readonly origin: string;

  private constructor(child: ChildProcess, origin: string) {
    this.#child = child;
    this.origin = origin;
  }

  static async start(database: string, folder: string, secret: string): Promise<FrontNode> {
    fs.mkdirSync(folder);
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "bin/start.ts"], {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        NODE_ENV: "production",
        GALLEY_COMMAND: "start",
        GALLEY_DATA: folder,
        GALLEY_DEMO: "0",
        GALLEY_SECRET: secret,
        DATABASE_URL: database,
        HOST: "127.0.0.1",
        PORT: "0",
      },
    });
    const origin = await new Promise<string>((resolve, reject) => {
      let text = "";
      child.stdout?.on("data", (chunk: Buffer) => {
        text += chunk;
        const site = /Site +(http\S+)/.exec(text)?.[1];
        if (site && text.includes("Newsroom")) resolve(site);
      });
      child.once("exit", (code) => reject(new Error(`a node ended with ${code}: ${text}`)));
    });
    return new FrontNode(child, origin);
  }

  call(page: string, action: string, cookie: string, input: object): Promise<ActionResult> {
    return callAction(this.origin, page, action, cookie, input);
  }

  /** The headlines of all cards in the main part of a page, in order. */
  async headlines(path: string): Promise<string[]> {
    const html = await (await fetch(new URL(path, this.origin))).text();
    const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? "";
    return [...main.matchAll(/<h[23] class="hl[^"]*"[^>]*><a [^>]*>([^<]*)<\/a>/g)].map(
      ([, headline = ""]) => headline,
    );
  }

  async stop(): Promise<void> {
    const over = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill("SIGTERM");
    await over;
  }
}

// The real server as a process of its own, with its own PostgreSQL, that may be killed. Needs a build.
import { type ChildProcess, spawn } from "node:child_process";
import { connectionsOf } from "#lib/postgres/embedded.ts";
import { shared } from "#lib/process.ts";
import { loadSecret } from "#lib/secret.ts";
import { readSettings } from "#lib/settings.ts";

export class ServerProcess {
  readonly folder: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #flags: readonly string[];
  #child: ChildProcess | undefined;
  #port = "0";
  #log = "";
  origin = "";

  private constructor(folder: string, env: Readonly<Record<string, string>>, flags: readonly string[]) {
    this.folder = folder;
    this.#env = env;
    this.#flags = flags;
  }

  /**
   * @param env settings besides those of every bench
   * @param command what runs Node, such as faketime with its options
   * @param flags options of Node
   */
  static async start(
    folder: string,
    env: Readonly<Record<string, string>> = {},
    command: readonly string[] = [],
    flags: readonly string[] = [],
  ): Promise<ServerProcess> {
    const server = new ServerProcess(folder, env, flags);
    await server.#start(command);
    return server;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }
  /** What it printed and logged so far. */
  get log(): string {
    return this.#log;
  }

  async #start(command: readonly string[] = []): Promise<void> {
    const [program = process.execPath, ...args] = [...command, process.execPath];
    const child = spawn(program, [...args, ...this.#flags, "--disable-warning=ExperimentalWarning", "bin/start.ts"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        ...{ NODE_ENV: "production", GALLEY_COMMAND: "start", GALLEY_DATA: this.folder, GALLEY_DEMO: "0" },
        ...{ GALLEY_LOG: "warn", HOST: "127.0.0.1", PORT: this.#port },
        ...this.#env,
      },
    });
    this.#child = child;
    this.origin = await new Promise<string>((resolve, reject) => {
      let text = "";
      for (const stream of [child.stdout, child.stderr])
        stream?.on("data", (chunk: Buffer) => {
          text += chunk;
          this.#log += chunk;
          const site = /Site +(http\S+)/.exec(text)?.[1];
          if (site && text.includes("Newsroom")) resolve(site);
        });
      child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${text.slice(-2_000)}`)));
    });
    this.#port = new URL(this.origin).port;
  }

  /** Connects this process to the server's database. */
  connect(): void {
    const state = shared();
    state.settings = readSettings({ GALLEY_DATA: this.folder, GALLEY_LOG: "silent" });
    state.secret = loadSecret(state.settings);
    state.connections = connectionsOf(this.folder);
  }

  async killAndRestart(): Promise<void> {
    await this.#end("SIGKILL");
    await this.#start();
  }

  stop = (): Promise<void> => this.#end("SIGTERM");

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const over = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await over;
  }
}

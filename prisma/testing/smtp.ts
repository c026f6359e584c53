// A real SMTP server on this machine, which keeps received messages and can simulate faults.
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { shared } from "#lib/process.ts";
import { readSettings } from "#lib/settings.ts";

export class TestSmtp {
  /** The received messages, parsed, in order of arrival. */
  readonly taken: ParsedMail[] = [];
  /** The answer to a recipient; undefined: taken. */
  refuses: (address: string) => { code: number; text: string } | undefined = () => undefined;
  /** Waits for this before it answers the end of a message. */
  beforeTaken: (mail: ParsedMail) => Promise<void> = async () => {};
  /** Answers to a recipient only after this. */
  beforeRecipient: (address: string) => Promise<void> = async () => {};
  /** Cuts the connection once it has taken a message, before it says so. */
  isCutting = false;
  /** The most messages that were under way at once. */
  maxAtOnce = 0;
  #atOnce = 0;

  /** Removes the received messages and ends all faults. */
  behave(): void {
    this.taken.length = 0;
    this.maxAtOnce = 0;
    this.refuses = () => undefined;
    this.beforeTaken = async () => {};
    this.beforeRecipient = async () => {};
    this.isCutting = false;
  }

  #server: SMTPServer | undefined;
  #port = 0;

  /** Listens; after `stop`, on the same port. */
  async start(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      closeTimeout: 100,
      onRcptTo: async ({ address }, _session, done) => {
        await this.beforeRecipient(address);
        const refusal = this.refuses(address);
        done(refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
      },
      onData: async (stream, session, done) => {
        this.maxAtOnce = Math.max(this.maxAtOnce, ++this.#atOnce);
        try {
          const mail = await simpleParser(stream);
          await this.beforeTaken(mail);
          this.taken.push(mail);
          if (this.isCutting) this.#cut(session.id);
          else done();
        } finally {
          this.#atOnce--;
        }
      },
    });
    server.on("error", () => {}); // what clients do that hang up
    await new Promise<void>((resolve) => server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (server.server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Cuts every connection, and takes no other. */
  async stop(): Promise<void> {
    await new Promise<void>((resolve) => (this.#server ? this.#server.close(resolve) : resolve()));
    this.#server = undefined;
  }

  #cut(session: string): void {
    for (const connection of (this.#server as unknown as { connections: Set<Connection> }).connections)
      if (connection.session.id === session) connection._socket.destroy();
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  /** Makes Galley in this process send through it. */
  setUp(more: Record<string, string> = {}): void {
    const before = shared().settings;
    const { mail, url } = readSettings({
      GALLEY_URL: "https://news.example.org",
      GALLEY_SMTP_URL: this.url,
      GALLEY_MAIL_FROM: "news@example.org",
      ...more,
    });
    if (before) shared().settings = { ...before, mail, url };
  }
}

/** The package does not type what it keeps of a connection. */
type Connection = { session: { id: string }; _socket: { destroy(): void } };

// A real S3 server on this machine, which checks signatures and misbehaves as a test asks.
import { createHash, createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import S3rver from "@20minutes/s3rver";
import { readSettings, type S3Settings } from "#lib/settings.ts";

/** Key and secret of the package's only account. */
const account = "S3RVER";

/** Returns true if the request is dealt with. */
type Interception = (request: http.IncomingMessage, response: http.ServerResponse) => boolean;

export class TestS3 {
  /** Method and path of each request since the last `behave`. */
  readonly requests: string[] = [];
  /** Called for each request before the server is. */
  intercept: Interception = () => false;
  #server: http.Server | undefined;
  #port = 0;
  #directory = "";

  behave(): void {
    this.requests.length = 0;
    this.intercept = () => false;
  }

  /** Listens; after `stop`, on the same port and with the same objects. */
  async start(): Promise<void> {
    this.#directory ||= await mkdtemp(path.join(tmpdir(), "galley-s3-"));
    const options = {
      directory: this.#directory,
      silent: true,
      vhostBuckets: false,
      allowMismatchedSignatures: true, // its own check drops the slash at the end of a path, which was signed
    };
    const store = new S3rver({ ...options, configureBuckets: [{ name: "newsroom" }] });
    await store.configureBuckets();
    const answer = store.callback();
    const server = http.createServer((request, response) => {
      this.requests.push(`${request.method} ${request.url}`);
      if (this.intercept(request, response)) return;
      const refusal = refusalOf(request);
      if (refusal) sendS3Error(response, 403, refusal);
      else void answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  /** Stops and deletes all objects. */
  async remove(): Promise<void> {
    await this.stop();
    if (this.#directory) await rm(this.#directory, { recursive: true, force: true });
  }

  /** The settings of the environment that name this server. */
  environment(place = "newsroom/galley", secret = account): Record<string, string> {
    return {
      GALLEY_S3_URL: `http://127.0.0.1:${this.#port}/${place}`,
      GALLEY_S3_KEY: account,
      GALLEY_S3_SECRET: secret,
    };
  }

  settings(place?: string, secret?: string): S3Settings {
    const { s3 } = readSettings(this.environment(place, secret));
    if (!s3) throw new Error("these settings name no bucket");
    return s3;
  }
}

/** Answers as S3 does when it refuses. */
export function sendS3Error(response: http.ServerResponse, status: number, code: string): void {
  const text = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  response.writeHead(status, { "content-type": "application/xml", connection: "close" }).end(text);
}

/** Checks the signature of a request (AWS Signature Version 4). The hash of its body is not compared with the body. */
function refusalOf({ method, url = "", headers }: http.IncomingMessage): string | null {
  const [, key = "", date = "", region = "", signed = "", signature = ""] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d+)\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(
      headers.authorization ?? "",
    ) ?? [];
  if (!key) return "AccessDenied";
  if (key !== account) return "InvalidAccessKeyId";
  const hmac = (secret: string | Buffer, text: string) => createHmac("sha256", secret).update(text).digest();
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const query = [...searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const lines = signed.split(";").map((name) => `${name}:${headers[name]}\n`);
  const hash = String(headers["x-amz-content-sha256"]);
  const request = [method, pathname, query.join("&"), lines.join(""), signed, hash].join("\n");
  const scope = `${date}/${region}/s3/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, createHash("sha256").update(request).digest("hex")];
  const signing = [region, "s3", "aws4_request"].reduce<Buffer>(hmac, hmac(`AWS4${account}`, date));
  return hmac(signing, text.join("\n")).toString("hex") === signature ? null : "SignatureDoesNotMatch";
}

// An authenticator in software that makes and uses one passkey, for tests without a browser.
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import type { NewPasskey, PasskeyProof } from "#lib/auth/passkey-schema.ts";

const base64url = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString("base64url");
const sha256 = (bytes: Uint8Array | string): Buffer => createHash("sha256").update(bytes).digest();
const isPresent = 1;
const isVerified = 4;
const hasCredential = 64;

type Site = { id: string; origins: string[] };

export class Authenticator {
  readonly id = randomBytes(16);
  /** As real ones count: rises with each use. */
  counter = 0;
  /** Whether it asks for a finger, a face or a PIN. */
  asksForProof = true;
  readonly #site: Site;
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });

  constructor(site: Site) {
    this.#site = site;
  }

  /** @param challenge of the options for a new passkey */
  make(challenge: string): NewPasskey["response"] {
    const { x = "", y = "" } = this.#keys.publicKey.export({ format: "jwk" });
    const key = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, "base64url"))],
        [-3, new Uint8Array(Buffer.from(y, "base64url"))],
      ]),
    );
    const authData = Buffer.concat([
      this.#data(hasCredential),
      Buffer.alloc(16),
      Buffer.from([0, this.id.length]),
      this.id,
      key,
    ]);
    const attestation = isoCBOR.encode(
      new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", new Uint8Array(authData)],
      ]) as never,
    );
    return {
      ...this.#credential(),
      response: {
        clientDataJSON: base64url(this.#client("webauthn.create", challenge)),
        attestationObject: base64url(attestation),
        transports: ["internal"],
      },
    };
  }

  /** @param challenge of the options for a proof @param origin of the page that asks, when it is another one */
  use(challenge: string, origin?: string): PasskeyProof["response"] {
    this.counter++;
    const client = this.#client("webauthn.get", challenge, origin);
    const data = this.#data(0);
    const signature = sign("sha256", Buffer.concat([data, sha256(client)]), this.#keys.privateKey);
    return {
      ...this.#credential(),
      response: {
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(signature),
      },
    };
  }

  #credential() {
    const id = base64url(this.id);
    return {
      id,
      rawId: id,
      type: "public-key",
      authenticatorAttachment: "platform",
      clientExtensionResults: {},
    } as const;
  }

  #client(type: string, challenge: string, origin = this.#site.origins[0]): string {
    return JSON.stringify({ type, challenge, origin, crossOrigin: false });
  }

  #data(flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const all = flags | isPresent | (this.asksForProof ? isVerified : 0);
    return Buffer.concat([sha256(this.#site.id), Buffer.from([all]), counter]);
  }
}

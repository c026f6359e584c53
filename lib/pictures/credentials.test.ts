import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { decodeCbor } from "./cbor.ts";
import { readCredentials } from "./credentials.ts";

/** Encodes the parts of CBOR that a manifest has. */
function cbor(value: unknown): Buffer {
  const head = (major: number, size: number) =>
    size < 24
      ? Buffer.from([(major << 5) | size])
      : size < 256
        ? Buffer.from([(major << 5) | 24, size])
        : Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  if (value instanceof Map) return Buffer.concat([head(5, value.size), ...[...value].flat().map(cbor)]);
  if (value === null) return Buffer.from([0xf6]);
  return cbor(new Map(Object.entries(value as object)));
}

const box = (type: string, ...content: Buffer[]): Buffer => {
  const size = Buffer.alloc(4);
  const whole = Buffer.concat(content);
  size.writeUInt32BE(whole.length + 8);
  return Buffer.concat([size, Buffer.from(type, "latin1"), whole]);
};
const superBox = (id: string, label: string, ...content: Buffer[]) =>
  box(
    "jumb",
    box("jumd", Buffer.from(`${id}00110010800000aa00389b71`, "hex"), Buffer.from([3]), Buffer.from(`${label}\0`)),
    ...content,
  );

/** A certificate of "Vale Cameras", made for these tests. */
const certificate = Buffer.from(
  "MIIBazCCARECFCPwcy2uy12aV3REJyj/Br4i0RIYMAoGCCqGSM49BAMCMDcxCzAJBgNVBAYTAlhYMRUwEwYDVQQKDAxWYWxlIENhbWVyYXMxETAPBgNVBAMMCFZhbGUgT25lMCAXDTI2MTEyODIwNDU1MloYDzIxMjYxMTA0MjA0NTUyWjA3MQswCQYDVQQGEwJYWDEVMBMGA1UECgwMVmFsZSBDYW1lcmFzMREwDwYDVQQDDAhWYWxlIE9uZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABPEkhTqy76VOB7MVlV4T7IC10e3iZUVDxT68xP2ks4rlvOY2OpzMqBjY+uRohHEc7SYOyzvrn8U4UPdCnwycBz4wCgYIKoZIzj0EAwIDSAAwRQIgErAaFnFR+rr5hG06Txmj+7YJ9zwigabDMEWJ7YGcHvcCIQDm4kOAWFm7LDv0eQUuO1QVThQxkSL92lBTWWv0pXtLZA==",
  "base64",
);
/** The start of a time stamp of 4 May 2026; nothing else of it is read. */
const stamp = Buffer.concat([Buffer.from([0x30, 0x80, 0x18, 0x0f]), Buffer.from("20260504073015Z")]);

type Claim = Record<string, unknown>;
function manifest(claim: Claim, { isStamped = true, when = "" } = {}): Buffer {
  const signature = Buffer.concat([
    Buffer.from([0xd2]), // tag 18: COSE_Sign1
    cbor([
      cbor(
        new Map<number, unknown>([
          [1, -7],
          [33, [certificate]],
        ]),
      ),
      isStamped ? { sigTst2: { tstTokens: [{ val: stamp }] } } : {},
      null,
      Buffer.alloc(64),
    ]),
  ]);
  const actions = superBox(
    "63626f72",
    "c2pa.actions.v2",
    box("cbor", cbor({ actions: [{ action: "c2pa.created", ...(when ? { when } : {}) }] })),
  );
  return superBox(
    "63326d61",
    "urn:c2pa:1",
    superBox("63326173", "c2pa.assertions", actions),
    superBox("6332636c", "c2pa.claim.v2", box("cbor", cbor(claim))),
    superBox("63326373", "c2pa.signature", box("cbor", signature)),
  );
}
const storeOf = (...manifests: Buffer[]) => superBox("63327061", "c2pa", ...manifests);

const camera = { claim_generator_info: { name: "Vale One", version: "2.1" } };
const fromCamera = { issuer: "Vale Cameras", tool: "Vale One 2.1", signedAt: "2026-05-04T07:30:15.000Z" };

/** As APP11 segments of at most so many bytes. */
async function inJpeg(store: Buffer, piece = 60_000): Promise<Buffer> {
  const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#888" } })
    .jpeg()
    .toBuffer();
  const segments: Buffer[] = [];
  for (let at = 8, number = 1; at < store.length; at += piece, number += 1) {
    const content = Buffer.concat([
      Buffer.from([0x4a, 0x50, 0, 1, 0, 0, 0, number]),
      store.subarray(0, 8),
      store.subarray(at, at + piece),
    ]);
    segments.push(Buffer.from([0xff, 0xeb, (content.length + 2) >> 8, (content.length + 2) & 255]), content);
  }
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

describe("content credentials", () => {
  test("of a JPEG name issuer, tool and time, in one segment and cut into many", async () => {
    const store = storeOf(manifest(camera));
    expect(readCredentials(await inJpeg(store))).toEqual(fromCamera);
    expect(readCredentials(await inJpeg(store, 50))).toEqual(fromCamera);
  });

  test("of a PNG, WebP or HEIC are found in the middle of the file", () => {
    expect(
      readCredentials(
        Buffer.concat([
          Buffer.from("\x89PNG\r\n\x1a\n....caBX", "latin1"),
          storeOf(manifest(camera)),
          Buffer.alloc(99),
        ]),
      ),
    ).toEqual(fromCamera);
  });

  test("are those of the last manifest, which is the newest", async () => {
    const edited = manifest({ claim_generator: "Darkroom_Pro/9.2 c2pa-rs/0.31" });
    expect(readCredentials(await inJpeg(storeOf(manifest(camera), edited)))).toMatchObject({
      tool: "Darkroom Pro 9.2",
    });
  });

  test("without a time stamp take the time of the first action, and else none", async () => {
    const acted = manifest(camera, { isStamped: false, when: "2026-03-01T12:00:00+02:00" });
    expect(readCredentials(await inJpeg(storeOf(acted)))).toMatchObject({ signedAt: "2026-03-01T10:00:00.000Z" });
    expect(readCredentials(await inJpeg(storeOf(manifest(camera, { isStamped: false }))))).toMatchObject({
      signedAt: null,
    });
  });

  test("are null for a file without any, cut at every place, or with changed bytes", async () => {
    const whole = await inJpeg(storeOf(manifest(camera)));
    expect(readCredentials(await sharp(whole).jpeg().toBuffer())).toBeNull();
    for (let end = 0; end < whole.length; end += 7) expect(() => readCredentials(whole.subarray(0, end))).not.toThrow();
    for (let at = 0; at < 1000; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x55;
      expect(() => readCredentials(changed)).not.toThrow();
    }
  });
});

describe("CBOR", () => {
  test("is decoded with indefinite lengths, nested maps and tags", () => {
    expect(decodeCbor(Buffer.from("9f0102ff", "hex"))).toEqual([1, 2]);
    expect(decodeCbor(Buffer.from("7f61616162ff", "hex"))).toBe("ab");
    expect(decodeCbor(Buffer.from("bf6161c101ff", "hex"))).toEqual(new Map([["a", 1]]));
    expect(decodeCbor(cbor({ a: [-5, "é", { b: null }] }))).toEqual(
      new Map<string, unknown>([["a", [-5, "é", new Map([["b", null]])]]]),
    );
  });

  test("that claims more items than it has, or is nested without end, is refused", () => {
    expect(() => decodeCbor(Buffer.from("9affffffff01", "hex"))).toThrow(RangeError);
    expect(() => decodeCbor(Buffer.alloc(5000, 0x81))).toThrow(RangeError);
    expect(() => decodeCbor(Buffer.from("5b7fffffffffffffff", "hex"))).toThrow(RangeError);
  });
});

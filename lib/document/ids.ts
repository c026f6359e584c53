const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** A new block id: 12 characters of base64url, 72 random bits; unique within a story, where at most 2,000 are alive. */
export function newBlockId(): string {
  let id = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(12))) id += alphabet[byte & 63];
  return id;
}

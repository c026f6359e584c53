// Encrypts what this browser stores for a person, with a key that only the person's sessions receive (AES-GCM, 256 bits).
export type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer };

export type Sealer = {
  seal(value: unknown): Promise<Sealed>;
  /** Null if the data was encrypted with another key, or is damaged. */
  open(sealed: Sealed): Promise<unknown>;
};

/** @param key 32 bytes in base64 @throws on an insecure page, where browsers offer no cryptography */
export async function sealerFrom(key: string): Promise<Sealer> {
  const bytes = Uint8Array.from(atob(key), (character) => character.charCodeAt(0));
  const imported = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  return {
    async seal(value) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(value));
      return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, imported, plain) };
    },
    async open({ iv, data }) {
      try {
        const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, imported, data);
        return JSON.parse(new TextDecoder().decode(plain));
      } catch {
        return null;
      }
    },
  };
}

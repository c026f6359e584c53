// What this browser keeps of a person is sealed with a key that only their sessions get (AES-GCM, 256 bits).
export type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer };

export type Sealer = {
  seal(value: unknown): Promise<Sealed>;
  /** Null for what another key sealed, or what was damaged. */
  open(sealed: Sealed): Promise<unknown>;
};

/** @param key 32 bytes in base64 @throws where the page is not served securely: browsers then have no cryptography */
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

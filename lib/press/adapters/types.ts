/** A CDN in front of all nodes that can be purged. */
export type Adapter = {
  /** Shown to people. */
  name: string;
  /**
   * Purges every cached page with one of these keys. Resolves once the CDN has confirmed the purge.
   * @throws an error with a message for people; `RetryLater` when the CDN names a time for the next attempt
   */
  purge(keys: readonly string[]): Promise<void>;
  /** Response headers with lifetime and purge keys that only this CDN reads, not browsers or other proxies. */
  headers(keys: readonly string[], seconds: number): readonly string[];
};

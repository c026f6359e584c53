export type LockOwner = { pid: number; start?: string; address?: string; stopping?: boolean; bucket?: string };
export function lockOwner(data: string): Promise<LockOwner | null>;
export function takeLock(
  data: string,
): Promise<{ update(facts: { address?: string; stopping?: boolean; bucket?: string }): void; release(): void } | null>;

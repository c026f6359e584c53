export function heapLimit(env: Record<string, string | undefined>, memory?: number): number | null;

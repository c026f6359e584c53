export function reporter(print: (line: string) => void, everyMs?: number): { say(line: string): void; done(): void };

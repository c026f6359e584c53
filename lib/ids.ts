import { v7, validate, version } from "uuid";

/** A new id: UUIDv7, so that rows lie in the order in which they were made. Never part of a public address. */
export const newId = (): string => v7();

/** When a UUIDv7 was made, by the clock of the machine that made it; null for an id of another version. */
export const madeAt = (id: string): Date | null =>
  validate(id) && version(id) === 7 ? new Date(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)) : null;

export const isId = (value: string): boolean => validate(value) && [4, 7].includes(version(value));

import { v7, validate, version } from "uuid";

/** A new id: UUIDv7, so that rows lie in the order in which they were made. Never part of a public address. */
export const newId = (): string => v7();

export const isId = (value: string): boolean => validate(value) && [4, 7].includes(version(value));

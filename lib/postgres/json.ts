import { Prisma } from "./generated/client.ts";

/** A value of a type of ours, for a JSON column. Prisma asks for an index signature, which an interface has not. */
export const jsonValue = (value: object): Prisma.InputJsonObject => value as Prisma.InputJsonObject;

/** The same for a column that may be empty. */
export const jsonValueOrNull = (value: object | null | undefined): Prisma.InputJsonObject | typeof Prisma.DbNull =>
  value ? jsonValue(value) : Prisma.DbNull;

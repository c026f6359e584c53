import { rightsValues } from "#lib/pictures/library/query.ts";
import type { PictureRights } from "#lib/postgres/generated/enums.ts";

/** The categories of rights as people choose them. */
export const rightsNames: Record<PictureRights, string> = {
  UNKNOWN: "Not recorded yet",
  STAFF: "Staff",
  AGENCY: "Agency",
  HANDOUT: "Handout",
  CREATIVE_COMMONS: "Creative Commons",
  ASK_FIRST: "Ask first",
  PAY_PER_USE: "Pay per use",
};

export const rightsOptions: { value: PictureRights; label: string }[] = Object.values(rightsValues).map((value) => ({
  value,
  label: rightsNames[value],
}));

/** What is typed behind `rights:` for a category. */
export const rightsWord = (rights: PictureRights): string =>
  Object.entries(rightsValues).find(([, value]) => value === rights)?.[0] ?? "unknown";

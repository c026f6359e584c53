import type { FrontRow } from "#lib/fronts/desk-data.ts";
import type { Container } from "#lib/fronts/layout-schema.ts";

/** Where a front is composed. A section at /front has an address by its id: that of the front page is taken. */
export const frontAddress = ({ id, path }: Pick<FrontRow, "id" | "path">): string =>
  id === "front" ? "/desk/fronts/front" : path === "/front" ? `/desk/fronts/${id}` : `/desk/fronts${path}`;

/** Whether editors place stories in a container; others are filled by themselves. */
export const takesCards = ({ arrangement }: Pick<Container, "arrangement">): boolean =>
  arrangement !== "most-read" && arrangement !== "sections";

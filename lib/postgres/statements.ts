import { createHash } from "node:crypto";
import type { PrismaPg } from "@prisma/adapter-pg";
import { connections } from "../process.ts";

type Options = NonNullable<ConstructorParameters<typeof PrismaPg>[1]>;

/** A connection that did nothing for so long is closed. pg's own 10 s would let each pause cost a new one, which plans all anew. */
export const idleTimeoutMillis = 300_000;

/**
 * Part of the options of every connection of Prisma, which writes and reads instants without an offset and takes them for UTC. The
 * zone of a database follows the machine on which it was made, and would shift each of them.
 */
export const utc = "-c timezone=UTC";

/** A connection keeps the plan of each named statement; lists of many lengths must not fill it up. */
const maxNames = 200;
/** Of so many statements it is remembered that they were sent once. */
const maxRemembered = 1_000;

/**
 * PostgreSQL plans a named statement once a connection, not each time: of a page's queries planning is the larger part, of a
 * save's and a publication's nearly half. A statement gets its name when it is sent again, so that the names are not used up by what
 * is asked once. A column that a migration adds makes PostgreSQL plan anew, without an error.
 * Behind a transaction pooler, which is recognised by a separate direct address, the next connection may not know a name.
 */
export function statementNames(): Options {
  const { app, listen } = connections();
  if (app !== listen) return {};
  const names = new Map<string, string>();
  const once = new Set<string>();
  return {
    statementNameGenerator: ({ sql }) => {
      const known = names.get(sql);
      if (known !== undefined) return known;
      if (names.size >= maxNames) return ""; // goes without a name
      if (!once.delete(sql)) {
        if (once.size >= maxRemembered) once.clear();
        once.add(sql);
        return "";
      }
      const name = createHash("sha256").update(sql).digest("base64url");
      names.set(sql, name);
      return name;
    },
  };
}

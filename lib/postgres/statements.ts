import { createHash } from "node:crypto";
import type { PrismaPg } from "@prisma/adapter-pg";
import { connections } from "../process.ts";

type Options = NonNullable<ConstructorParameters<typeof PrismaPg>[1]>;

/** Idle connections are closed after this time. With pg's default of 10 s, each pause would cost a new connection, which plans every statement again. */
export const idleTimeoutMillis = 300_000;

/**
 * Part of the options of every connection of Prisma, which writes and reads instants without an offset and treats them as UTC. Without
 * it, the time zone of the machine on which the database was created would shift them.
 */
export const utc = "-c timezone=UTC";

/** The maximum number of named statements: a connection keeps the plan of each, and lists of many lengths make many. */
const maxNames = 200;
/** The number of statements that are remembered as sent once. */
const maxRemembered = 1_000;

/**
 * PostgreSQL plans a named statement once per connection: planning is the larger part of a page's queries, and nearly half of a
 * save and a publication. A statement is named when it is sent a second time, so that one-time statements use up no names.
 * If a migration adds a column, PostgreSQL plans again without an error.
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
      if (names.size >= maxNames) return ""; // sent without a name
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

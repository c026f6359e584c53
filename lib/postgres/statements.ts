import { createHash } from "node:crypto";
import type { PrismaPg } from "@prisma/adapter-pg";
import { connections } from "../process.ts";

type Options = NonNullable<ConstructorParameters<typeof PrismaPg>[1]>;

/** A connection keeps the plan of each named statement; lists of many lengths must not fill it up. */
const mostNames = 200;

/**
 * PostgreSQL plans a named statement once a connection, not each time: of a page's queries planning is the larger part.
 * Behind a transaction pooler, which is told by a direct address beside the usual one, a name may mean nothing to the next connection.
 */
export function statementNames(): Options {
  const { app, listen } = connections();
  if (app !== listen) return {};
  const names = new Map<string, string>();
  return {
    statementNameGenerator: ({ sql }) => {
      const known = names.get(sql);
      if (known !== undefined) return known;
      if (names.size >= mostNames) return ""; // goes without a name
      const name = createHash("sha256").update(sql).digest("base64url");
      names.set(sql, name);
      return name;
    },
  };
}

import type { Person } from "../actor.ts";
import type { KeyScope, KeyState } from "./policy.ts";

/** A key as admins see it; never the key itself. Times are ISO instants. */
export type KeyRow = {
  id: string;
  name: string;
  /** How it begins. */
  prefix: string;
  /** The name of its role; null when it was revoked. */
  role: string | null;
  scopes: KeyScope[];
  state: KeyState;
  createdAt: string;
  createdBy: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
};

/** Who asks with a key, and what the key may do of what the account may. */
export type KeyHolder = { keyId: string; scopes: readonly KeyScope[]; actor: Person };

/** What a role may allow, in the order in which the matrix of roles shows it. */
export const privileges = [
  "write",
  "edit",
  "publish",
  "correct",
  "takeDown",
  "schedule",
  "fronts",
  "pages",
  "pictures",
  "topics",
  "redirects",
  "style",
  "people",
  "settings",
  "audit",
  "api",
] as const;
export type Privilege = (typeof privileges)[number];

/** What a person may do, and where. */
export type Grant = {
  privileges: readonly Privilege[];
  /** Ids of the sections in which the privileges about stories and fronts hold; null: everywhere. */
  sections: readonly string[] | null;
  /** The privileges hold for stories that the person created or is assigned to, and the person sees no others. */
  isOwnOnly: boolean;
  /** Whether a person who is limited to sections reads the stories of the others. */
  readsElsewhere: boolean;
};

/** A role that an admin has added to the four presets. */
export type CustomRole = Grant & { id: string; name: string };

import type { StoryFilters } from "#lib/stories/schema.ts";

/** The filters of the stories list that stand in its address, in this order. */
export const filterNames = [
  "q",
  "copy",
  "publication",
  "section",
  "person",
  "assigned",
  "due",
  "waiting",
  "sort",
] as const;
export type Filters = Partial<Record<(typeof filterNames)[number] | "cursor", string>>;

export const storiesPath = "/desk";

/** The active filters, without the cursor. */
export function filtersOf({ cursor: _, ...filters }: StoryFilters): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
}

/** The address of the list with these filters; empty ones are omitted. */
export function listAddress(filters: Filters): string {
  const params = new URLSearchParams();
  for (const name of [...filterNames, "cursor"] as const) {
    const value = filters[name];
    if (value) params.set(name, value);
  }
  return params.size > 0 ? `${storiesPath}?${params}` : storiesPath;
}

export type StoryListView = { name: string; filters: Filters };

/** The most used lists, each as an address. */
export const viewsFor = (personId: string): StoryListView[] => [
  { name: "All", filters: {} },
  { name: "Filed", filters: { copy: "FILED" } },
  { name: "Approved", filters: { copy: "READY" } },
  { name: "Scheduled", filters: { copy: "SCHEDULED" } },
  { name: "Published", filters: { publication: "LIVE" } },
  { name: "Mine", filters: { person: personId } },
  { name: "Assigned to me", filters: { assigned: personId } },
  { name: "Waiting for me", filters: { waiting: "me" } },
  { name: "Overdue", filters: { due: "overdue", sort: "due" } },
];

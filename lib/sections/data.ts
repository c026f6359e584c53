import type { Actor } from "../actor.ts";
import { DomainError, type Failure } from "../errors.ts";
import { type FallbackChoice, listFallbacks } from "../picture-desk/fallback-data.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { canManageSections } from "./policy.ts";

const rowSelect = {
  id: true,
  name: true,
  slug: true,
  path: true,
  parentId: true,
  description: true,
  _count: { select: { live: true } },
} as const satisfies Prisma.SectionSelect;

type Row = Prisma.SectionGetPayload<{ select: typeof rowSelect }>;
export type SectionRow = Omit<Row, "_count"> & {
  /** Live ones in this very section, without those of its sub-sections. */
  stories: number;
  isFirst: boolean;
  isLast: boolean;
  /** Of this very section: null where its parent's or the paper's counts. */
  picture: FallbackChoice | null;
};

/** All sections as the navigation has them, each followed by its sub-sections. A paper has dozens: no pages. @throws NOT_ALLOWED */
export async function listSectionRows(actor: Actor): Promise<SectionRow[]> {
  if (!canManageSections(actor)) throw new DomainError("NOT_ALLOWED");
  const rows = await appClient().section.findMany({
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: rowSelect,
  });
  const pictures = await listFallbacks(actor);
  const below = Map.groupBy(rows, (row) => row.parentId);
  const level = (parentId: string | null): SectionRow[] => {
    const siblings = below.get(parentId) ?? [];
    return siblings.flatMap(({ _count, ...section }, index) => [
      {
        ...section,
        stories: _count.live,
        isFirst: index === 0,
        isLast: index === siblings.length - 1,
        picture: pictures.get(section.id) ?? null,
      },
      ...level(section.id),
    ]);
  };
  return level(null);
}

export type SectionOption = {
  id: string;
  /** "City", or "City / Transport" for a sub-section. */
  name: string;
  path: string;
};

/** Sections to choose from, in the order of the navigation. */
export async function listSectionOptions(_actor: Actor): Promise<SectionOption[]> {
  const rows = await appClient().section.findMany({
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { id: true, name: true, path: true, parentId: true },
  });
  const below = Map.groupBy(rows, (row) => row.parentId);
  return (below.get(null) ?? []).flatMap(({ id, name, path }) => [
    { id, name, path },
    ...(below.get(id) ?? []).map((sub) => ({ id: sub.id, name: `${name} / ${sub.name}`, path: sub.path })),
  ]);
}

/** Adds the name of the section in which a privilege is missing to a refusal, for its message. */
export async function withSectionName(problem: Failure): Promise<Failure> {
  if (problem.code !== "NOT_ALLOWED" || !problem.detail?.sectionId) return problem;
  const where = { where: { id: problem.detail.sectionId }, select: { name: true } } as const;
  // A refusal is answered although its name cannot be read.
  const found = await appClient()
    .section.findUnique(where)
    .catch(() => null);
  return found ? { ...problem, detail: { ...problem.detail, section: found.name } } : problem;
}

import { documentFromJson } from "#lib/document/build.ts";
import { wordCount } from "#lib/document/text.ts";
import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { appClient } from "../postgres/app.ts";
import { canManageTemplates } from "./policy.ts";
import type { TemplateChoice, TemplateRow } from "./types.ts";

/** All templates by name. @throws NOT_ALLOWED */
export async function listManagedTemplates(actor: Actor): Promise<TemplateRow[]> {
  if (!canManageTemplates(actor)) throw new DomainError("NOT_ALLOWED");
  const rows = await appClient().storyTemplate.findMany({
    orderBy: [{ name: "asc" }],
    select: {
      id: true,
      name: true,
      document: true,
      checklist: true,
      updatedAt: true,
      updatedBy: { select: { name: true } },
    },
  });
  return rows.map(({ document, updatedAt, updatedBy, ...row }) => {
    const doc = documentFromJson(document);
    return {
      ...row,
      sectionId: doc.attrs.section as string | null,
      words: wordCount(doc),
      updatedAt: updatedAt.toISOString(),
      updatedBy: updatedBy?.name ?? null,
    };
  });
}

/** The templates that a new story may begin with, by name. For everybody in the newsroom. */
export const listTemplates = (_actor: Actor): Promise<TemplateChoice[]> =>
  appClient().storyTemplate.findMany({ orderBy: [{ name: "asc" }], select: { id: true, name: true } });

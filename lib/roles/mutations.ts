import type { Transaction } from "../postgres/app.ts";

/** A new sub-section belongs to the roles that are for the section above it. */
export async function addSubsection(tx: Transaction, parentId: string, sectionId: string): Promise<void> {
  await tx.$executeRaw`
    update custom_role set sections = array_append(sections, ${sectionId}::uuid)
    where ${parentId}::uuid = any(sections) and not ${sectionId}::uuid = any(sections)`;
}

import { neededRight } from "#lib/roles/policy.ts";
import type { Privilege } from "#lib/roles/types.ts";
import { PageBar, PageBody } from "./page-bar.tsx";

/** Shown instead of a page that this role may not open. @param needs absent: what is missing is no single right */
export function Refused({ title, needs }: { title: string; needs?: Privilege }) {
  return (
    <>
      <PageBar title={title} />
      <PageBody narrow>
        <p>{needs ? neededRight(needs) : "Your role does not include this page. Ask an administrator."}</p>
      </PageBody>
    </>
  );
}

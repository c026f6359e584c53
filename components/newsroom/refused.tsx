import { PageBar, PageBody } from "./page-bar.tsx";

/** Shown instead of a page that this role may not open. */
export function Refused({ title, who }: { title: string; who: string }) {
  return (
    <>
      <PageBar title={title} />
      <PageBody narrow>
        <p>This page is for {who}. Ask an admin if you need something changed here.</p>
      </PageBody>
    </>
  );
}

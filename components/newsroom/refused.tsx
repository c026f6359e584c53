import { PageBar, PageBody } from "./page-bar.tsx";

/** A page that this role may not open. Said plainly: the link came from somewhere. */
export function Refused({ title, who }: { title: string; who: string }) {
  return (
    <>
      <PageBar title={title} />
      <PageBody narrow>
        <p>This page is for {who}. Ask an admin of the newsroom if you need something changed here.</p>
      </PageBody>
    </>
  );
}

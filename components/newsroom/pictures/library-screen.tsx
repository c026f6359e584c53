"use client";
import { IconPhoto } from "@tabler/icons-react";
import type { LibraryPage } from "#lib/pictures/library/types.ts";
import { EmptyList } from "../empty-list.tsx";
import { PageBar, PageBody } from "../page-bar.tsx";
import { LibrarySearch } from "./library-search.tsx";
import { PictureGrid } from "./picture-grid.tsx";
import { useLibraryPages } from "./use-library-pages.ts";

type Props = {
  /** The query as typed, from the address. */
  q: string;
  /** The first page of its pictures. */
  page: LibraryPage;
};

/** The picture library: search field and grid. */
export function LibraryScreen({ q, page }: Props) {
  const pages = useLibraryPages(q, page);
  return (
    <>
      <PageBar title="Pictures">
        <LibrarySearch q={q} />
      </PageBar>
      <PageBody>
        {pages.pictures.length === 0 ? (
          q === "" ? (
            <EmptyList icon={IconPhoto} title="No pictures yet" text="Upload the first ones, or drop them here." />
          ) : (
            <EmptyList icon={IconPhoto} title="No pictures found" text="Try fewer words, or remove a filter." />
          )
        ) : (
          <PictureGrid {...pages} />
        )}
      </PageBody>
    </>
  );
}

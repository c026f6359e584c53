"use client";
import { ActionIcon, Button, Drawer, Menu } from "@mantine/core";
import { IconDots, IconFolder, IconPhoto } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { parseLibraryQuery } from "#lib/pictures/library/query.ts";
import type { CollectionItem, LibraryPage, LibraryPicture } from "#lib/pictures/library/types.ts";
import { canManageCollections, canManagePresets } from "#lib/pictures/policy.ts";
import { EmptyList } from "../empty-list.tsx";
import { KeyHints } from "../key-hints.tsx";
import { useActor } from "../newsroom-context.tsx";
import { PageBar } from "../page-bar.tsx";
import { useSelection } from "../use-selection.ts";
import { CollectionsList } from "./collections-list.tsx";
import { FilterChips } from "./filter-chips.tsx";
import classes from "./library.module.css";
import { LibrarySearch } from "./library-search.tsx";
import { PictureGrid } from "./picture-grid.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { UploadButton } from "./upload/upload-button.tsx";
import { UploadZone, useLibraryUploads } from "./upload/upload-pictures.tsx";
import { useLibraryPages } from "./use-library-pages.ts";

const QuickLook = dynamic(() => import("./quick-look.tsx").then((file) => file.QuickLook), { ssr: false });
const PresetsDialog = dynamic(() => import("./presets-dialog.tsx").then((file) => file.PresetsDialog), { ssr: false });

type Props = {
  /** The query as typed, from the address. */
  q: string;
  /** The first page of its pictures. */
  page: LibraryPage;
  collections: CollectionItem[];
};

/** The picture library: search field, filters, collections and grid. */
export function LibraryScreen({ q, page, collections }: Props) {
  const actor = useActor();
  const uploading = useLibraryUploads();
  const [isPresets, setPresets] = useState(false);
  const [isDrawer, setDrawer] = useState(false);
  const list = { q, collections, mayManage: canManageCollections(actor) };
  return (
    <UploadZone {...uploading}>
      <PageBar title="Pictures">
        <LibrarySearch q={q} />
        <UploadButton {...uploading} />
        <Menu width={220}>
          <Menu.Target>
            <ActionIcon aria-label="More about pictures">
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item component={Link} href="/desk/pictures/files">
              Video, audio and files
            </Menu.Item>
            {canManagePresets(actor) && <Menu.Item onClick={() => setPresets(true)}>Upload presets</Menu.Item>}
            <Menu.Item component={Link} href="/desk/pictures/trash">
              Trash
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </PageBar>
      <FilterChips q={q} unknown={page.unknown}>
        <Button
          size="compact-sm"
          className={classes.collectionsButton ?? ""}
          leftSection={<IconFolder size={14} aria-hidden="true" />}
          onClick={() => setDrawer(true)}
        >
          Collections
        </Button>
      </FilterChips>
      <div className={classes.layout}>
        <aside className={classes.side}>
          <CollectionsList {...list} />
        </aside>
        <LibraryResults key={q} q={q} page={page} collections={collections} />
      </div>
      <Drawer opened={isDrawer} onClose={() => setDrawer(false)} position="bottom" size="75%" title="Collections">
        <CollectionsList {...list} onGo={() => setDrawer(false)} />
      </Drawer>
      {isPresets && <PresetsDialog onClose={() => setPresets(false)} />}
    </UploadZone>
  );
}

/** The pictures of one query, and what can be done with those that are selected. */
function LibraryResults({ q, page, collections }: Props) {
  const pages = useLibraryPages(q, page);
  const selection = useSelection(pages.pictures);
  const [lookedId, setLookedId] = useState<string | null>(null);
  const looked = pages.pictures.find(({ id }) => id === lookedId);
  const look = ({ id }: LibraryPicture) => setLookedId(id);
  return (
    <div className={classes.main}>
      <div className={classes.scroll}>
        {pages.pictures.length > 0 ? (
          <PictureGrid pages={pages} selection={selection} onQuickLook={look} />
        ) : q === "" ? (
          <EmptyList icon={IconPhoto} title="No pictures yet" text="Upload the first ones, or drop them here." />
        ) : (
          <EmptyList icon={IconPhoto} title="No pictures found" text="Try fewer words, or remove a filter." />
        )}
      </div>
      <SelectionBar selection={selection} collections={collections} current={collectionOf(q, collections)} />
      <KeyHints
        keys={[
          { keys: ["Space"], does: "quick look" },
          { keys: ["X"], does: "select" },
          { keys: ["/"], does: "search" },
          { keys: ["?"], does: "all keys" },
        ]}
      />
      {looked && (
        <QuickLook
          picture={looked}
          pages={pages}
          selection={selection}
          onShow={look}
          onClose={() => setLookedId(null)}
        />
      )}
    </div>
  );
}

/** The collection that a query names; null for none or several. */
function collectionOf(q: string, collections: readonly CollectionItem[]): CollectionItem | null {
  const names = parseLibraryQuery(q).flatMap((part) =>
    part.kind === "filter" && part.name === "collection" && !part.isMinus ? [part.value.toLowerCase()] : [],
  );
  return names.length === 1 ? (collections.find(({ path }) => path.toLowerCase() === names[0]) ?? null) : null;
}

// Files of crops are made when they are first asked for, once, whichever node is asked.
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { log } from "../log.ts";
import { appClient } from "../postgres/app.ts";
import { shared } from "../process.ts";
import { inChild } from "./child.ts";
import { type CropBox, cropFile, parseCrop } from "./crops.ts";
import type { PictureStore } from "./store.ts";
import type { PictureFacts, Rendition, RenditionFormat } from "./types.ts";

export type CropTask = { box: CropBox; width: number; height: number; format: RenditionFormat };

/** How long a node may take to make a file before another one may try, in seconds. After a failure nobody tries again before. */
const claimSeconds = 60;

/** How long a request waits for a file that is being made before it gets the nearest one that is ready. */
const maxWaitMs = 900;
const pollMs = 60;

/**
 * Waits until a file of a crop is made, by this node or another one, but not for long: the work continues without the
 * request. Never throws.
 * @param facts of the crop, one that `findNamedCrop` has found
 * @returns whether the file is in the store now
 */
export async function awaitCropFile(facts: PictureFacts, wanted: Rendition, store: PictureStore): Promise<boolean> {
  const { crop = "", key } = facts;
  const file = cropFile(crop, wanted.width, wanted.format);
  const state = shared();
  state.cropsBeingMade ??= new Map();
  const name = `${key}/${file}`;
  let making = state.cropsBeingMade.get(name);
  if (!making) {
    making = claimAndMake(facts, wanted, file, store)
      .catch((error: unknown) => {
        log.warn({ error, key, file }, "a crop could not be made; the nearest file is served instead");
        return false;
      })
      .finally(() => state.cropsBeingMade?.delete(name));
    state.cropsBeingMade.set(name, making);
  }
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), maxWaitMs);
  });
  return Promise.race([making, late]).finally(() => clearTimeout(timer));
}

async function claimAndMake(
  facts: PictureFacts,
  wanted: Rendition,
  file: string,
  store: PictureStore,
): Promise<boolean> {
  const { key } = facts;
  const claimed = await appClient().$queryRaw<unknown[]>`
    insert into picture_claim (sha256, file, until) values (${key}, ${file}, now() + ${claimSeconds}::int * interval '1 second')
    on conflict (sha256, file) do update set until = excluded.until where picture_claim.until < now()
    returning 1`;
  if (claimed.length === 0) return waitForOther(key, file, store);
  const made = (await isKept(key, file, store)) || (await make(facts, wanted, file, store));
  await appClient().pictureClaim.deleteMany({ where: { sha256: key, file } });
  return made;
}

async function waitForOther(key: string, file: string, store: PictureStore): Promise<boolean> {
  for (let waited = 0; waited < maxWaitMs; waited += pollMs) {
    if (await isKept(key, file, store)) return true;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  return false;
}

async function isKept(key: string, file: string, store: PictureStore): Promise<boolean> {
  const found = await store.open(key, file);
  found?.stream.destroy();
  return found !== null;
}

async function make(facts: PictureFacts, wanted: Rendition, file: string, store: PictureStore): Promise<boolean> {
  const box = parseCrop(facts.crop ?? "");
  // Without its original a picture is still being decoded, or its files are gone.
  const original = (await store.open(facts.key, "original.jpeg")) ?? (await store.open(facts.key, "original.webp"));
  if (!original || !box) {
    original?.stream.destroy();
    return false;
  }
  const task: CropTask = { box, width: wanted.width, height: wanted.height, format: wanted.format };
  const folder = await store.prepare();
  try {
    const bytes = await buffer(original.stream);
    await inChild("crop-worker.ts", [path.join(folder, file), JSON.stringify(task)], { bytes });
    await store.keep(facts.key, folder);
    return true;
  } finally {
    await store.drop(folder);
  }
}

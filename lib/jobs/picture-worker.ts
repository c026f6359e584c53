// Ends and begins the use of pictures on this node, at the instants that their rights name.
import { log } from "../log.ts";
import { applyNextDuePicture, msUntilNextDuePicture } from "../picture-desk/due-mutations.ts";
import { DueWorker } from "./due-worker.ts";

export class PictureWorker extends DueWorker {
  constructor() {
    super({
      name: "picture worker",
      channel: "galley_picture",
      concurrency: 2,
      performOne,
      msUntilNext: msUntilNextDuePicture,
    });
  }
}

async function performOne(): Promise<boolean> {
  const performed = await applyNextDuePicture();
  if (!performed) return false;
  const { id, change, storyCount, lateMs } = performed;
  log.info({ picture: id, change, storyCount, lateMs: Math.round(lateMs) }, "picture worker: rights applied");
  return true;
}

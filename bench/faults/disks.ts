// Small disks of their own, which can be filled or made read-only without harm to any other. Needs Linux and root.
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const run = (program: string, ...args: string[]): void => void execFileSync(program, args, { stdio: "pipe" });

export class SmallDisk {
  readonly #image: string;
  /** Where it is mounted. */
  readonly place: string;

  private constructor(base: string) {
    this.#image = path.join(base, "image");
    this.place = path.join(base, "disk");
  }

  static create(megabytes: number): SmallDisk {
    const disk = new SmallDisk(fs.mkdtempSync(path.join(os.tmpdir(), "galley-faults-")));
    fs.chmodSync(path.dirname(disk.place), 0o755); // PostgreSQL runs as another user
    fs.mkdirSync(disk.place);
    run("truncate", "-s", `${megabytes}M`, disk.#image);
    // Without blocks that only root may use, root meets the same limit as everybody.
    run("mkfs.ext4", "-q", "-m", "0", disk.#image);
    disk.mount();
    return disk;
  }

  mount(): void {
    run("mount", "-o", "loop,errors=remount-ro", this.#image, this.place);
  }

  /** Writes until nothing fits any more. */
  fill(): void {
    const file = fs.openSync(this.#filler, "a");
    for (const size of [1 << 20, 4096, 512]) {
      const block = Buffer.alloc(size, 1);
      try {
        for (;;) fs.writeSync(file, block);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
      }
    }
    fs.closeSync(file);
  }

  free(): void {
    fs.rmSync(this.#filler, { force: true });
  }

  /** As the system does after an error of the disk. */
  makeReadOnly(): void {
    run("mount", "-o", "remount,abort", this.place);
  }

  /** Checks it and mounts it again, as an administrator does. */
  repair(): void {
    run("umount", this.place);
    const { status } = spawnSync("e2fsck", ["-fy", this.#image]); // 1: errors were mended
    if ((status ?? 8) > 1) throw new Error(`e2fsck ended with ${status}`);
    this.mount();
  }

  remove(): void {
    spawnSync("umount", ["-l", this.place]);
    fs.rmSync(path.dirname(this.place), { recursive: true, force: true });
  }

  get #filler(): string {
    return path.join(this.place, "filler");
  }
}

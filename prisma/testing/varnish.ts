// Debian's Varnish with our configuration, where it is installed.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { freePort } from "./free-port.ts";

/** With the module that purges by key (varnish-modules). */
export const hasVarnish = (): boolean =>
  spawnSync("varnishd", ["-V"]).status === 0 &&
  ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib"].some((lib) =>
    fs.existsSync(`${lib}/varnish/vmods/libvmod_xkey.so`),
  );

/**
 * varnish/galley.vcl as it is, but for the node.
 * @param home an empty folder
 */
export async function startVarnish(
  home: string,
  node: number,
  port?: number,
): Promise<{ port: number; stop(): Promise<void> }> {
  const own = port ?? (await freePort());
  const vcl = path.join(home, "galley.vcl");
  fs.writeFileSync(
    vcl,
    fs
      .readFileSync("varnish/galley.vcl", "utf8")
      .replace('.host = "app";', '.host = "127.0.0.1";')
      .replace('.port = "3000";', `.port = "${node}";`)
      .replace('    "app";\n', ""),
  );
  const child = spawn(
    "varnishd",
    ["-F", "-j", "none", "-n", path.join(home, "work"), "-a", `127.0.0.1:${own}`, "-f", vcl, "-s", "malloc,16m"],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const over = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        said += chunk;
        if (said.includes("Child launched OK")) resolve();
      });
    child.once("error", reject);
    void over.then(() => reject(new Error(said)));
  });
  return {
    port: own,
    async stop() {
      child.kill("SIGTERM");
      await over;
    },
  };
}

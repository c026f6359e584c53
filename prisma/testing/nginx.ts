// Debian's nginx with our configuration, where it is installed.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import net, { type AddressInfo } from "node:net";
import path from "node:path";

export const hasNginx = (): boolean => spawnSync("nginx", ["-v"]).status === 0;

const brotli = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
export const hasBrotli = (): boolean => fs.existsSync(brotli);

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/**
 * nginx/galley.conf as it is, but for port, node and folder. One process.
 * @param home an empty folder
 * @param live the link to the pages
 * @param more.before how the program is called, "taskset -c 0" in pieces
 * @param more.servers further blocks of the configuration
 */
export async function startNginx(
  home: string,
  node: number,
  live: string,
  more: { before?: string[]; servers?: string } = {},
): Promise<{ port: number; pid: number; stop(): Promise<void> }> {
  const port = await freePort();
  const ours = fs
    .readFileSync("nginx/galley.conf", "utf8")
    .replace("listen 80;", `listen 127.0.0.1:${port};`)
    .replace("server app:3000;", `server 127.0.0.1:${node};`)
    .replace("alias /data/press/live$", () => `alias ${live}$`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${home}/${name};`)
    .join(" ");
  fs.writeFileSync(
    path.join(home, "nginx.conf"),
    `${hasBrotli() ? `load_module ${brotli};` : ""}
     ${process.getuid?.() === 0 ? "user root;" : ""}
     daemon off; worker_processes 1; pid ${home}/pid; error_log stderr notice;
     events { worker_connections 1024; }
     http { access_log off; sendfile on; keepalive_requests 1000000; ${temporary}
       types { text/html html; }
       ${hasBrotli() ? ours : ours.replace("brotli_static on;", "")}
       ${more.servers ?? ""} }`,
  );
  const [program = "nginx", ...before] = [...(more.before ?? []), "nginx"];
  const child = spawn(program, [...before, "-p", home, "-c", path.join(home, "nginx.conf"), "-e", "stderr"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const over = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk;
      if (said.includes("start worker process")) resolve(); // it listens since before
    });
    child.once("error", reject);
    void over.then(() => reject(new Error(said)));
  });
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      child.kill("SIGTERM");
      await over;
    },
  };
}

// A bare server that sends the same bytes from memory. Started with fork(): a file with status, header lines and body.
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";

const { headers, body } = JSON.parse(fs.readFileSync(process.argv[2] ?? "", "utf8")) as {
  headers: string[];
  body: string;
};
const bytes = Buffer.from(body, "base64");
const server = http.createServer((_request, response) => {
  response.writeHead(200, headers);
  response.end(bytes);
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit(0));

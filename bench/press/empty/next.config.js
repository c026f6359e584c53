import path from "node:path";

/** An app with one empty page: what Next itself costs. */
const config = {
  poweredByHeader: false,
  htmlLimitedBots: /.*/,
  turbopack: { root: path.join(import.meta.dirname, "../../..") },
};

export default config;

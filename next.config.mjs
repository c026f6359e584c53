// Plain JavaScript: for a config in TypeScript the running server would load the compiler, which takes 24 MB.
/** @type {import("next").NextConfig} */
const config = {
  distDir: process.env.GALLEY_DIST || ".next",
  reactStrictMode: true,
  poweredByHeader: false,
  // Bottom-left would cover the account menu.
  devIndicators: { position: "bottom-right" },
  // The page answers with one 301 to the right writing of an address; Next would add a 308 before it.
  skipTrailingSlashRedirect: true,
  // Title and meta land in <head> before the body for every user agent: the press needs whole pages.
  htmlLimitedBots: /.*/,
  // Types are checked by `npm test` over the whole tree.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    "@node-rs/argon2",
    "sharp",
    "pg",
    "pg-boss",
    "pino",
    "@prisma/client",
    "@prisma/adapter-pg",
    "@aws-sdk/client-s3",
    "@aws-sdk/lib-storage",
  ],
  // Its optimiser would keep and share pictures that were taken down, see lib/http/next-addresses.ts.
  images: { unoptimized: true },
  turbopack: { root: import.meta.dirname },
  experimental: { serverActions: { bodySizeLimit: "2mb" } },
};

export default config;

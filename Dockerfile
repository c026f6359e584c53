FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN PRISMA_SCHEMA_ENGINE_BINARY=/bin/true npm ci --no-audit --no-fund
COPY . .
# The same key for every build and node, so that an open tab outlives an upgrade.
ARG NEXT_SERVER_ACTIONS_ENCRYPTION_KEY
ENV NEXT_SERVER_ACTIONS_ENCRYPTION_KEY=$NEXT_SERVER_ACTIONS_ENCRYPTION_KEY
RUN mkdir -p /data && npm run build && chown -R node:node /data && chown -R node:node /app
USER node
ENV HOST=0.0.0.0 PORT=3000 GALLEY_DATA=/data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "bin/galley.mjs", "start"]

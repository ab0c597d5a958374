# Debian rather than Alpine: Node is released for glibc and tested there; its builds for musl are unofficial.
# A tag moves. To build on exactly one image, pin it by its digest, which the registry tells:
#   docker buildx imagetools inspect node:24-bookworm-slim --format '{{.Manifest.Digest}}'
#   docker build --build-arg NODE_IMAGE=node:24-bookworm-slim@sha256:… -t rapport .
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The workspace is the local Slack, which no image needs.
RUN npm ci --workspaces=false
COPY tsconfig.json tsconfig.build.json prisma.config.ts ./
COPY prisma prisma
COPY src src
RUN npm run build

# The embedded Postgres is an optional dependency: in production there is a server, so it stays out.
FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --workspaces=false --omit=dev --omit=optional
COPY bin/license-notices.js bin/
RUN node bin/license-notices.js > THIRD-PARTY-NOTICES

FROM ${NODE_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Rapport" \
      org.opencontainers.image.description="A Slack bot that helps mortgage branches show up for their referral partners" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
WORKDIR /app
# npm, which only operators' commands go through, keeps its files where a read-only container lets it.
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps npm_config_cache=/tmp/npm npm_config_update_notifier=false
COPY --from=dependencies /app/node_modules node_modules
COPY --from=dependencies /app/THIRD-PARTY-NOTICES ./
COPY --from=build /app/dist dist
COPY package.json manifest.yml manifest.json LICENSE ./
COPY bin bin
COPY prisma/migrations prisma/migrations
# Owned by root, run by node: the process cannot change its own code.
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm, which would stand between the process and its SIGTERM. What `npm start` runs. Node would
# otherwise let garbage pile up for minutes, and Node 24 keep 130 MB for young objects alone, which makes nothing faster here.
CMD ["node", "--max-old-space-size=256", "--max-semi-space-size=8", "dist/main.js"]

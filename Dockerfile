# Not run here: no Docker engine was at hand. Checked by reading and by the tests of the files it copies.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Node is the image's own, so the package that brings it elsewhere (optional) is left out.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-slim
# pdftotext, which reads PDF files; everything else works without it.
RUN apt-get update -qq && apt-get install -y --no-install-recommends poppler-utils \
  && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/tmp/mujaz
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json ./
COPY src ./src
COPY prompts ./prompts
USER node
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8080}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node 24 gives young objects up to 192 MB of memory, and 48 MB do.
CMD ["node", "--max-semi-space-size=16", "src/main.ts"]

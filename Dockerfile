# The team board as an image: docs/board.md tells how to run it.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /source
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node esbuild.mjs --production

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production BOARD_HOST=0.0.0.0 BOARD_PORT=8787
WORKDIR /board
COPY --from=build /source/LICENSE ./
# What is in the bundle, and what brings files of its own.
COPY --from=build /source/dist/board.cjs dist/
COPY --from=build /source/dist/migrations dist/migrations
COPY --from=build /source/dist/apiDocs dist/apiDocs
COPY --from=build /source/dist/boardPage.* dist/
COPY --from=build /source/node_modules/@electric-sql/pglite node_modules/@electric-sql/pglite
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.BOARD_PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "dist/board.cjs"]

# One image for every app. Which app it becomes is the command: `exchange` by default, or one that a build argument
# names (`docker build --build-arg APP=standalone .`).
#
# Not run where it was written: there was no Docker engine. Read line by line against what each command does outside.

FROM node:20-bookworm-slim AS packages
WORKDIR /fuyuan
# better-sqlite3 is compiled where its built binary cannot be had.
RUN apt-get update \
 && apt-get install -y --no-install-recommends g++ make python3 \
 && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json ./

FROM packages AS build
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM packages AS production-packages
ENV NODE_ENV=production
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
ARG APP=exchange
ENV NODE_ENV=production \
    APP=${APP} \
    HTTP_HOST=0.0.0.0 \
    HTTP_PORT=3000 \
    DATA_DIR=/var/lib/fuyuan
WORKDIR /fuyuan
COPY --from=production-packages /fuyuan/node_modules ./node_modules
COPY --from=build /fuyuan/dist ./dist
COPY package.json ./
# Owned by root: the process cannot change its own program. It writes to the data directory alone.
RUN install -d -o node -g node -m 0700 /var/lib/fuyuan
VOLUME /var/lib/fuyuan
USER node
EXPOSE 3000
# Ready, not only alive: an exchange without its event store takes no requests, though it needs no restart.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# `exec`: node itself is told to stop, and answers what is in flight (SHUTDOWN_GRACE_MS).
STOPSIGNAL SIGTERM
CMD ["sh", "-c", "exec node dist/apps/${APP}/src/main.js"]

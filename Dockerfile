# One image, several entry points: the API (as it stands), the scheduler and the migrations (docker-compose.yml).
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package that production needs has an install script; the embedded database is a development dependency.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
LABEL org.opencontainers.image.title="Al Capone: coordination service"
ENV NODE_ENV=production PORT=3000
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json ./
COPY migrations migrations
COPY services services

# Nothing in the image belongs to this account, so the process cannot change its own code.
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# A core dump would hold keys and persons: run with --ulimit core=0 (docker-compose.yml does).
CMD ["node", "--max-semi-space-size=4", "--disable-warning=ExperimentalWarning", "services/api/main.ts"]

# n8n's official image with this package, and nothing else. Build it in this folder, behind the tarball:
#   npm ci && npm run build && npm pack && docker build -t n8n-recruiter-system-connect .
# Pinned by tag. Pin the digest as well, which the registry shows for the tag: …/n8n:2.41.1@sha256:<digest>
ARG N8N_IMAGE=docker.n8n.io/n8nio/n8n:2.41.1
FROM ${N8N_IMAGE}

LABEL org.opencontainers.image.title="n8n with Recruiter System Connect" \
      org.opencontainers.image.description="n8n, with the community nodes that connect SmartRecruiters with LinkedIn Recruiter" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.source="https://github.com/recruiter-system-connect/n8n-nodes-recruiter-system-connect"

# ADD unpacks the tarball, as `package`. It belongs to root: n8n can read it, and not change it.
ADD n8n-nodes-recruiter-system-connect-*.tgz /usr/local/lib/n8n-nodes-recruiter-system-connect/
COPY --chmod=0755 deploy/start.sh /usr/local/lib/n8n-nodes-recruiter-system-connect/start.sh

# Main process and workers alike; a worker answers only with QUEUE_HEALTH_CHECK_ACTIVE=true.
HEALTHCHECK --interval=30s --timeout=5s --start-period=90s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.QUEUE_HEALTH_CHECK_PORT ?? process.env.N8N_PORT ?? 5678}/healthz/readiness`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

ENTRYPOINT ["tini", "--", "/usr/local/lib/n8n-nodes-recruiter-system-connect/start.sh", "/docker-entrypoint.sh"]

# The image of a production deployment: the same one runs web, worker and beat (compose.yaml).
# Built from a checkout: docker build --tag polidari .

FROM node:20-bookworm-slim AS scripts
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM python:3.11-slim-bookworm AS packages
WORKDIR /build
COPY requirements/runtime.txt .
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r runtime.txt

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends gettext libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home polidari
WORKDIR /srv/polidari
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=lms.settings.production \
    VAR_DIR=/var/lib/polidari
COPY --from=packages /opt/venv /opt/venv
COPY --from=scripts /build/node_modules node_modules
COPY manage.py LICENSE ./
COPY lms lms
COPY courses courses
COPY certificates certificates
COPY cms cms
# Static files do not depend on where the image will run; the values only satisfy the settings' check of names.
RUN mkdir -p "$VAR_DIR" \
    && find lms courses certificates cms -name '*.po' -exec sh -c 'msgfmt -o "${1%.po}.mo" "$1"' _ {} \; \
    && SECRET_KEY=build-only-build-only-build-only-build-only-build-only ALLOWED_HOSTS=build.invalid \
       SITE_URL=https://build.invalid DATABASE_URL=sqlite:////tmp/none.sqlite3 CELERY_BROKER_URL=memory:// \
       CACHE_URL=locmemcache:// EMAIL_URL=consolemail:// \
       python manage.py collectstatic --no-input --verbosity 0 \
    && chown -R polidari "$VAR_DIR"
USER polidari
EXPOSE 8000
# Asked by name, as the proxy asks, since any other host is refused.
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s CMD python -c "import os, urllib.request as web; \
    host = os.environ['ALLOWED_HOSTS'].split(',')[0].lstrip('.'); \
    web.urlopen(web.Request('http://127.0.0.1:8000/healthz', headers={'Host': host}), timeout=4)"
CMD ["gunicorn", "lms.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "4", "--preload", \
     "--max-requests", "10000", "--max-requests-jitter", "1000", "--access-logfile", "-"]

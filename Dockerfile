# Two stages: the packages are built once, the image that runs has no compiler and no root.
FROM python:3.11-slim-bookworm AS packages
WORKDIR /srv/coop
COPY requirements.txt ./
RUN python -m venv /srv/venv \
    && /srv/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --uid 10001 coop \
    && install -d -o coop -g coop /srv/coop /srv/coop/var /srv/coop/media /srv/coop/staticfiles
ENV PATH=/srv/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=coop.settings.production \
    COOP_VAR_DIR=/srv/coop/var \
    COOP_MEDIA_ROOT=/srv/coop/media \
    COOP_STATIC_ROOT=/srv/coop/staticfiles
WORKDIR /srv/coop
COPY --from=packages /srv/venv /srv/venv
COPY --chown=coop:coop manage.py ./
COPY --chown=coop:coop coop ./coop
COPY --chown=coop:coop cooperatives ./cooperatives
COPY --chown=coop:coop diagnostics ./diagnostics
COPY --chown=coop:coop conventions ./conventions
COPY --chown=coop:coop evaluation ./evaluation
COPY --chown=coop:coop portail ./portail
COPY --chown=coop:coop templates ./templates
COPY --chown=coop:coop static ./static
COPY --chown=coop:coop data ./data
USER coop
# Hashed static files are part of the image; this command needs settings, not a database: the values are not kept.
RUN COOP_SECRET_KEY=build COOP_ALLOWED_HOSTS=localhost DATABASE_URL=postgres://build@localhost/build COOP_REDIS_URL=redis://localhost \
    python manage.py collectstatic --noinput -v 0 -i '*.md' -i analytics -i icon-picker
VOLUME ["/srv/coop/media", "/srv/coop/var"]
EXPOSE 8000
CMD ["gunicorn", "coop.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--max-requests", "2000", "--access-logfile", "-", "--logger-class", "coop.accounts.access_log.AccessLog"]

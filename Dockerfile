# factcheck in a container: docker run --rm -v "$PWD:/drafts" factcheck story.md
FROM python:3.13-slim AS wheels
COPY . /source
RUN python -m pip wheel --no-cache-dir --wheel-dir /wheels "/source[docx,html]"

FROM python:3.13-slim
# hadolint ignore=DL3013  # the version is that of the wheel built above
RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels \
    python -m pip install --no-cache-dir --no-index --find-links /wheels "factcheck-figures[docx,html]" \
    && useradd --uid 10001 --create-home editor
USER 10001
WORKDIR /drafts
ENTRYPOINT ["factcheck"]
CMD ["--help"]

# mvn package first. PostgreSQL's client is there for backups (pg_dump, pg_restore).
FROM eclipse-temurin:25.0.3_9-jre-noble
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client-16 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home holdfast \
    && install -d -o holdfast /backups /opt/holdfast
USER 10001
WORKDIR /home/holdfast
COPY deploy/image /opt/image
RUN --mount=type=bind,source=target/holdfast.jar,target=/tmp/holdfast.jar \
    /opt/image/prepare /tmp/holdfast.jar /opt/holdfast
EXPOSE 8080
ENTRYPOINT ["/opt/image/start", "/opt/holdfast", "-XX:MaxRAMPercentage=70"]

# mvn package first. PostgreSQL's client is there for backups (pg_dump, pg_restore).
FROM eclipse-temurin:21.0.9_10-jre-noble
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client-16 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home holdfast \
    && install -d -o holdfast /backups
USER 10001
WORKDIR /home/holdfast
COPY target/holdfast.jar /opt/holdfast.jar
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-jar", "/opt/holdfast.jar"]

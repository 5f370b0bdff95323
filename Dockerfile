# syntax=docker/dockerfile:1
# Built in one image, run in a smaller one, as a user who owns nothing but the data folder.
# docs/operations/containers.md says how to use it and how each step was tried.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src src
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw --batch-mode --no-transfer-progress -DskipTests -Dwarm-up.skip package
# Libraries change rarely and our classes often, so each gets a layer of its own.
RUN java -Djarmode=tools -jar target/guildhall.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /data --create-home guildhall
WORKDIR /app
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY container/ ./
COPY knowledge-base knowledge-base
RUN mkdir warm && chown guildhall warm
USER guildhall
# One rehearsal with the embedded database: the classes it loads are kept ready in warm/guildhall.aot, what it learns in warm/beforehand.
RUN ./warm-up guildhall.jar warm/guildhall.aot

ENV GUILDHALL_DATA=/data \
    LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs \
    GUILDHALL_KNOWLEDGE_BASE=/app/knowledge-base
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 CMD ["./healthy"]
ENTRYPOINT ["java", "@java.options", "-XX:AOTCache=warm/guildhall.aot", "-Dguildhall.beforehand=warm/beforehand", "-jar", "guildhall.jar"]

# One image per application: docker build --build-arg APPLICATION=command-side|projections|query-side|gateway|payment-provider .
# The build stage makes all of them, so that the images share it. Works with BuildKit and with the classic builder.

FROM maven:3.9.11-eclipse-temurin-25 AS poms
COPY . /source
RUN cd /source && mkdir /poms && find . -name pom.xml -exec cp --parents {} /poms \;

FROM maven:3.9.11-eclipse-temurin-25 AS build
# Read by Maven itself; such as -s with a settings file of a mirror, or a proxy.
ARG MAVEN_ARGS=""
ENV PROJECTS=command-side,projections/app,query-side,infra/gateway,infra/payment-provider,infra/runner \
    SKIPS="-Dmaven.test.skip -Dspotless.check.skip"
WORKDIR /source
# The libraries are a layer of their own, made again only when a pom.xml changes.
COPY --from=poms /poms ./
RUN mvn -B -q -ntp $SKIPS -Dspring-boot.repackage.skip --projects $PROJECTS --also-make package \
    && find . -name target -prune -exec rm -rf {} +
COPY . .
RUN mvn -B -q -ntp $SKIPS --projects $PROJECTS --also-make package
RUN mkdir /executables && find . -name 'orderflow-*-exec.jar' -exec cp --parents {} /executables \;

# Starts the whole system as ./orderflow up does, works with it and stops it: what the JVM that the images have learned by that is kept for their starts.
FROM eclipse-temurin:25-jre AS training
ARG TRAINING=30s
WORKDIR /source
COPY --from=build /executables/ ./
COPY infra/compose/train /
RUN bash /train "$TRAINING" /layers

FROM eclipse-temurin:25-jre
ARG APPLICATION
# What answers when the application is ready for work.
ARG HEALTH_PATH=/actuator/health/readiness
LABEL org.opencontainers.image.title="orderflow-${APPLICATION}" org.opencontainers.image.licenses="Apache-2.0"
ENV HEALTH_PATH=${HEALTH_PATH} \
    SERVER_ADDRESS=0.0.0.0 \
    SERVER_PORT=8080 \
    ADDRESS=0.0.0.0 \
    PORT=8080 \
    JAVA_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:MaxRAMPercentage=50 -XX:MaxDirectMemorySize=64m -XX:ReservedCodeCacheSize=64m -Xss512k -XX:FreqInlineSize=80 -XX:InlineSmallCode=800 -XX:MaxInlineLevel=6 -XX:+ExitOnOutOfMemoryError"
WORKDIR /orderflow
# From what changes least to what changes most. The cache fits only these files with these times in this place, and only this JVM.
COPY --from=training /layers/${APPLICATION}/libraries/ /orderflow/
COPY --from=training /layers/${APPLICATION}/program/ /orderflow/
USER 10001:10001
EXPOSE 8080
# Needs nothing but a shell: opens the port, and reads the first line of the answer.
HEALTHCHECK --interval=3s --timeout=3s --start-period=60s --retries=5 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET %s HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' \"$HEALTH_PATH\" >&3 && read -r -t 2 line <&3 && [[ $line == *' 200'* ]]"]
# exec, so that the application itself gets the signal to stop.
ENTRYPOINT ["sh", "-c", "exec java $JAVA_OPTS -XX:AOTCache=$(echo /orderflow/programs/*/program.aot) -XX:AOTMode=auto -jar /orderflow/programs/*/program.jar"]

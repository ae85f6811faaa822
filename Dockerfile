# The node in a container. The commands are those that ./sealgate runs.
FROM eclipse-temurin:25-jdk AS build
RUN apt-get update && apt-get install -y --no-install-recommends maven nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN ./sealgate build

FROM eclipse-temurin:25-jre
RUN useradd --system --home-dir /var/lib/sealgate --create-home sealgate
COPY --from=build /src/scp/target/lib /opt/sealgate/lib
COPY conf/node.yaml /etc/sealgate/node.yaml
USER sealgate
VOLUME /var/lib/sealgate
EXPOSE 11112
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-Xmx512m", "-cp", "/opt/sealgate/lib/*", "org.sealgate.scp.cli.Main"]
CMD ["run", "--config", "/etc/sealgate/node.yaml"]

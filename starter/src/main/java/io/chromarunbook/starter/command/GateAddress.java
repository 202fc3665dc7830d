package io.chromarunbook.starter.command;

import io.chromarunbook.starter.offline.GateConnection;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which gate is meant. */
final class GateAddress {

  @Option(
      names = "--admin",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8081",
      description = "The gate's admin address; http://127.0.0.1:8081 by default.")
  private String admin;

  @Option(
      names = "--token-file",
      required = true,
      paramLabel = "FILE",
      description = "The token file that the gate was started with.")
  private Path tokenFile;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "Certificates of a CA to trust the gate by, beside those this machine trusts; PEM.")
  private String authority;

  GateConnection connection() {
    return GateConnection.to(admin, tokenFile, authority);
  }
}

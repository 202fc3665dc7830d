package io.chromarunbook.gate.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An application: one process, which is never told that anything changed. */
final class ClientProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path errors;
  private final Process process;
  private final BufferedReader out;
  private final Writer in;

  ClientProcess(List<String> command, Path errors) {
    this.errors = errors;
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder.environment().put("ANONYMIZED_TELEMETRY", "False");
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out = process.inputReader();
    in = process.outputWriter();
  }

  /** What its calls gave until it waits for this, in their order; and it still waits. */
  Map<String, JsonNode> outcomesUntil(String waitsFor) {
    Map<String, JsonNode> outcomes = new LinkedHashMap<>();
    try {
      while (true) {
        String line = out.readLine();
        if (line == null) {
          throw new IllegalStateException(
              "It ended before \"" + waitsFor + "\": " + Files.readString(errors));
        }
        JsonNode said = JSON.readTree(line);
        if (said.path("waits").asText().equals(waitsFor)) {
          return outcomes;
        }
        outcomes.put(said.path("call").asText(), said.path("outcome"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void goOn() {
    try {
      in.write("\n");
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

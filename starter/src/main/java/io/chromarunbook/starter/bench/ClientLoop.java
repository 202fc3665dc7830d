package io.chromarunbook.starter.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What people write themselves: Chroma's Python client gets a page, adds it, gets the next. */
final class ClientLoop {

  private static final String SCRIPT = "client_loop.py";
  private static final int PAGE = 1_000;

  private final ServerEntry source;
  private final long records;

  ClientLoop(ServerEntry source, long records) {
    this.source = source;
    this.records = records;
  }

  LoopMove measure(MeasurementServers stage, MeasurementProgress progress) {
    Path python = stage.stack().chromaClient();
    Path script = stage.folder().resolve(SCRIPT);
    DurableFile.writeText(script, script());
    ServerEntry target = stage.emptyTarget();
    try (ProcessMeter meter = new ProcessMeter()) {
      meter.watch("target", target.process().pid());
      Process process = start(List.of(python.toString(), "-I", script.toString()), target, stage);
      meter.watch("client", process.pid());
      JsonNode end = follow(process, progress);
      MeasuredTime window = new MeasuredTime(instant(end.get("begun")), instant(end.get("ended")));
      MeasurementServers.requireArrived(target, records, "the client loop");
      return new LoopMove(
          Move.of(
              records,
              end.get("seconds").asDouble(),
              meter.usage("target", window),
              meter.usage("client", window)),
          end.get("readSeconds").asDouble(),
          end.get("writeSeconds").asDouble());
    }
  }

  private Process start(List<String> program, ServerEntry target, MeasurementServers stage) {
    List<String> command = new java.util.ArrayList<>(program);
    command.addAll(List.of(source.url(), target.url(), Integer.toString(PAGE)));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(stage.folder().resolve("client_loop.err").toFile());
    builder.environment().put("ANONYMIZED_TELEMETRY", "False");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the client loop", e);
    }
  }

  /** The last line, which sums up, with the beginning that an earlier one told. */
  private JsonNode follow(Process process, MeasurementProgress progress) {
    JsonNode begun = null;
    JsonNode last = null;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Json.MAPPER.readTree(line);
        if (last.has("begun")) {
          begun = last.get("begun");
        } else if (last.has("done")) {
          progress.at(last.get("done").asLong(), records);
        }
      }
      if (process.waitFor() != 0 || begun == null || !last.has("ended")) {
        throw Failure.data(
            "The client loop ended with exit code " + process.exitValue() + " before its end.",
            null);
      }
    } catch (JsonProcessingException e) {
      throw Failure.data("The client loop printed something else than JSON.", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot follow the client loop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the client loop ran", e);
    } finally {
      process.destroyForcibly();
    }
    return ((com.fasterxml.jackson.databind.node.ObjectNode) last).set("begun", begun);
  }

  private static Instant instant(JsonNode seconds) {
    return Instant.ofEpochMilli(Math.round(seconds.asDouble() * 1_000));
  }

  private static String script() {
    try (InputStream in = ClientLoop.class.getResourceAsStream("/bench/" + SCRIPT)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.chromarunbook.gate.translation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.stack.ChromaRelease;
import io.chromarunbook.stack.LocalStack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What the calls of one application gave before the switch, and after it: one process, the same
 * collections in its hands.
 */
record Crossing(Map<String, JsonNode> before, Map<String, JsonNode> after) {
  private static final ChromaRelease TARGET = ChromaRelease.V1_5;
  private static final int MOST_AT_ONCE = 41_666;

  /** A source of its own for a client of this name. */
  record Source(String client, ChromaRelease release, String api, String version) {}

  /**
   * Lets an application cross.
   *
   * @param command by the port of the door
   * @param errors where the application says what is wrong
   */
  static Crossing of(
      Source source, LocalStack stack, IntFunction<List<String>> command, Path errors) {
    String from = stack.chroma("source-of-" + source.client(), source.release()).url();
    String to = stack.chroma("target", TARGET).url();
    DatabaseAddress there =
        new DatabaseAddress("tenant-" + source.client(), "database-" + source.client());
    try (Relay door = new Relay(from);
        ClientProcess application = new ClientProcess(command.apply(door.port()), errors)) {
      assertThat(application.outcomesUntil("copy")).isEmpty();
      List<CollectionMapping> moved = new Move(from, source.api(), to, there).run();
      application.goOn();
      Map<String, JsonNode> before = application.outcomesUntil("switch");
      door.switchTo(
          to,
          new Translation(
              moved,
              new SourceServer(source.version(), MOST_AT_ONCE, DatabaseAddress.DEFAULT),
              there));
      application.goOn();
      return new Crossing(before, application.outcomesUntil("end"));
    } finally {
      stack.stop("source-of-" + source.client());
    }
  }
}

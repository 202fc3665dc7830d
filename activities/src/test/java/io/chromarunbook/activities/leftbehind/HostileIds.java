package io.chromarunbook.activities.leftbehind;

import com.fasterxml.jackson.core.type.TypeReference;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The hostile texts of all modules, as far as a server of today takes them as an id. */
public final class HostileIds {

  private HostileIds() {}

  /** Each once. */
  public static Stream<String> all() throws IOException {
    return Json.MAPPER
        .readValue(
            Path.of("../workflows/src/test/resources/hostile-texts.json").toFile(),
            new TypeReference<TreeMap<String, String>>() {})
        .values()
        .stream()
        // Half a character is no text to a server.
        .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text))
        .filter(text -> !text.isEmpty())
        .distinct();
  }
}

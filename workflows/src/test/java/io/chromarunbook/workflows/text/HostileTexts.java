package io.chromarunbook.workflows.text;

import com.fasterxml.jackson.core.type.TypeReference;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/**
 * What strangers may write where a name, a value or a complaint is expected; the same for all
 * modules.
 */
final class HostileTexts {

  private HostileTexts() {}

  /** Each with its name. */
  static Stream<Named<String>> all() throws IOException {
    return Json.MAPPER
        .readValue(
            Path.of("../workflows/src/test/resources/hostile-texts.json").toFile(),
            new TypeReference<TreeMap<String, String>>() {})
        .entrySet()
        .stream()
        .map(text -> Named.of(text.getKey(), text.getValue()));
  }

  /** Those that are whole: half a character is none, and neither files nor YAML can have it. */
  static Stream<Named<String>> whole() throws IOException {
    return all().filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text.getPayload()));
  }
}

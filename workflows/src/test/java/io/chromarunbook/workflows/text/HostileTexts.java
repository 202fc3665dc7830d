package io.chromarunbook.workflows.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** The hostile texts all modules try, and values all of whose texts are one of them. */
public final class HostileTexts {

  /** Texts of ours, whose form is checked where they come in. */
  private static final Set<String> OURS =
      Set.of("migration", "planDigest", "digest", "evidenceDigest", "url", "frontDoor");

  private static final Map<Class<?>, BitSet> FREE = new ConcurrentHashMap<>();

  private HostileTexts() {}

  /** Whether a character ends no line and steers no terminal. */
  public static boolean harmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Each with its name. */
  public static Stream<Named<String>> all() throws IOException {
    return Json.MAPPER
        .readValue(
            Path.of("../workflows/src/test/resources/hostile-texts.json").toFile(),
            new TypeReference<TreeMap<String, String>>() {})
        .entrySet()
        .stream()
        .map(text -> Named.of(text.getKey(), text.getValue()));
  }

  /** Those that are whole: half a character is none, and neither files nor YAML can have it. */
  public static Stream<Named<String>> whole() throws IOException {
    return all().filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text.getPayload()));
  }

  /**
   * The value with this text wherever it can have any text: what a later field has is tried too.
   */
  public static <T> T throughout(T value, Class<T> type, String text) {
    JsonNode tree = Json.MAPPER.valueToTree(value);
    List<Consumer<JsonNode>> places = places(tree);
    // Which places may have any text is the same for all texts.
    BitSet free =
        FREE.computeIfAbsent(
            type,
            unknown -> {
              BitSet found = new BitSet();
              for (int place = 0; place < places.size(); place++) {
                places.get(place).accept(TextNode.valueOf("any text"));
                found.set(place, readable(tree, type));
                places.get(place).accept(null);
              }
              return found;
            });
    free.stream().forEach(place -> places.get(place).accept(TextNode.valueOf(text)));
    return read(tree, type);
  }

  /** Each place of a text: given a text it takes it, given null it takes its own back. */
  private static List<Consumer<JsonNode>> places(JsonNode tree) {
    List<Consumer<JsonNode>> places = new ArrayList<>();
    if (tree instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
        JsonNode own = field.getValue();
        if (own.isTextual() && !OURS.contains(field.getKey())) {
          places.add(text -> object.set(field.getKey(), text == null ? own : text));
        }
        places.addAll(places(own));
      }
    } else if (tree instanceof ArrayNode array) {
      for (int index = 0; index < array.size(); index++) {
        int at = index;
        JsonNode own = array.get(at);
        if (own.isTextual()) {
          places.add(text -> array.set(at, text == null ? own : text));
        }
        places.addAll(places(own));
      }
    }
    return places;
  }

  private static boolean readable(JsonNode tree, Class<?> type) {
    try {
      read(tree, type);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return Json.MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

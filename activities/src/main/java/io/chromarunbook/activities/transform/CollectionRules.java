package io.chromarunbook.activities.transform;

import io.chromarunbook.workflows.text.YamlLine;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a 1.x target refuses or cannot live with in the metadata of a collection itself, as 1.5.9
 * was seen to do. It takes no collection with such a key at all, so it is found before one is made;
 * {@code hnsw:M} of 0 and lists even end the server's process or the request without an answer.
 */
public final class CollectionRules {

  /**
   * What is wrong with one key.
   *
   * @param reason a clause for people that names the key
   * @param rule what mends it, below {@code collections.metadata} in a plan's YAML; the value of a
   *     "set" is what the key's text says, where it says an integer
   */
  public record Objection(String reason, String rule) {}

  private static final String HNSW = "hnsw:";
  private static final Set<String> COUNTS =
      Set.of("hnsw:construction_ef", "hnsw:search_ef", "hnsw:num_threads", "hnsw:M");
  private static final Set<String> THRESHOLDS = Set.of("hnsw:batch_size", "hnsw:sync_threshold");
  private static final String NEIGHBOURS = "hnsw:M";
  private static final String RESIZE = "hnsw:resize_factor";
  private static final String SPACE = "hnsw:space";

  private CollectionRules() {}

  /** Everything that is wrong with these metadata; empty where the target takes them. */
  public static List<Objection> objections(Map<String, Object> metadata) {
    List<Objection> objections = new ArrayList<>();
    metadata.forEach((key, value) -> objection(key, value).ifPresent(objections::add));
    return objections;
  }

  private static Optional<Objection> objection(String key, Object value) {
    if (key.isEmpty() || key.startsWith("#") || key.startsWith("$")) {
      return Optional.of(
          new Objection(
              "the key " + Shown.value(key) + ", which a 1.x target refuses", renaming(key)));
    }
    if (key.startsWith(HNSW)) {
      return setting(key, value);
    }
    if (value instanceof String || value instanceof Boolean || value instanceof Long) {
      return Optional.empty();
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return Optional.empty();
    }
    return Optional.of(
        new Objection(
            "the key %s with the value %s, where a 1.x target takes a text, an integer of 64 bits, a float or a boolean"
                .formatted(Shown.value(key), Shown.value(value)),
            value instanceof BigInteger ? settingTo(key, value.toString()) : dropping(key)));
  }

  private static Optional<Objection> setting(String key, Object value) {
    if (key.equals(SPACE)) {
      // What the index was found to measure by is said in its place.
      return Optional.empty();
    }
    if (key.equals(RESIZE)) {
      return value instanceof Long || value instanceof Double
          ? Optional.empty()
          : Optional.of(misfit(key, value, "a number"));
    }
    if (!COUNTS.contains(key) && !THRESHOLDS.contains(key)) {
      return Optional.of(
          new Objection(
              "the key " + Shown.value(key) + ", which a 1.x target refuses as no setting it knows",
              dropping(key)));
    }
    long least = THRESHOLDS.contains(key) ? 2 : key.equals(NEIGHBOURS) ? 1 : 0;
    return value instanceof Long number && number >= least && number <= Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(
            misfit(key, value, "an integer from %d to %d".formatted(least, Integer.MAX_VALUE)));
  }

  private static Objection misfit(String key, Object value, String wanted) {
    String reason =
        "the key %s with the value %s, where a 1.x target takes %s"
            .formatted(Shown.value(key), Shown.value(value), wanted);
    return new Objection(
        reason, number(value).map(said -> settingTo(key, said)).orElseGet(() -> dropping(key)));
  }

  /** What a text or a float says, where it says a whole number that fits. */
  private static Optional<Long> number(Object value) {
    try {
      long said =
          value instanceof Double real && real == Math.rint(real)
              ? real.longValue()
              : Long.parseLong(String.valueOf(value).strip());
      return said >= 2 && said <= Integer.MAX_VALUE ? Optional.of(said) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String settingTo(String key, Object value) {
    return "set: " + YamlLine.of(Map.of(key, value));
  }

  private static String renaming(String key) {
    String plain = key.replaceAll("^[#$]+", "");
    // An empty key in a mapping of its own would be written with a question mark before it.
    return YamlLine.entry(key, plain.isEmpty() ? "renamed" : plain)
        .map(entry -> "rename: {" + entry + "}")
        .orElse("");
  }

  private static String dropping(String key) {
    return "drop: " + YamlLine.of(List.of(key));
  }
}

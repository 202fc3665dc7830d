package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Reads plans strictly: a key nobody knows is an error that names the nearest known one. */
public final class PlanReader {

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL).build())
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          // What follows a plan would be left out without a word.
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private PlanReader() {}

  /**
   * The plan this text describes.
   *
   * @throws PlanException saying what is wrong, at which key and line, and how to mend it
   */
  public static Plan read(String yaml) {
    try {
      Plan plan = MAPPER.readValue(yaml, Plan.class);
      if (plan == null) {
        throw new PlanException("The plan is empty.", null);
      }
      return plan;
    } catch (JsonProcessingException e) {
      throw new PlanException(misspelt(yaml, e).orElseGet(() -> sentence(yaml, e)), e);
    } catch (IllegalArgumentException e) {
      throw new PlanException("The plan is not usable: " + e.getMessage() + ".", e);
    }
  }

  /** A misspelt key is what is wrong, not that the right one is missing. */
  private static Optional<String> misspelt(String yaml, JsonProcessingException failure) {
    if (!(failure instanceof ValueInstantiationException missing)) {
      return Optional.empty();
    }
    try {
      JsonNode written = MAPPER.readTree(yaml);
      for (JsonMappingException.Reference step : missing.getPath()) {
        written =
            step.getFieldName() == null
                ? written.path(step.getIndex())
                : written.path(step.getFieldName());
      }
      Set<String> known = new TreeSet<>();
      MAPPER
          .getDeserializationConfig()
          .introspect(missing.getType())
          .findProperties()
          .forEach(property -> known.add(property.getName()));
      String within = missing.getPath().isEmpty() ? "" : path(missing) + ".";
      return written.properties().stream()
          .map(Map.Entry::getKey)
          .filter(name -> !known.contains(name))
          .findFirst()
          .map(name -> unknownKey(yaml, within + name, name, known));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String sentence(String yaml, JsonProcessingException failure) {
    String where = where(failure);
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return unknownKey(
          yaml, path(unknown), unknown.getPropertyName(), unknown.getKnownPropertyIds());
    }
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalArgumentException && !(cause instanceof JacksonException)) {
        return "The plan is not usable" + where + ": " + withStop(cause.getMessage());
      }
    }
    if (failure.getCause() instanceof NullPointerException) {
      return "The plan is not usable" + where + ": a value there is empty.";
    }
    if (failure instanceof MismatchedInputException wrong
        && wrong.getTargetType() == SecretReference.class) {
      return "The plan is not usable"
          + where
          + ": a secret never stands in a plan; name it by {env: VARIABLE} or {file: PATH}.";
    }
    if (failure instanceof InvalidFormatException wrong) {
      return "The plan is not usable"
          + where
          + ": '"
          + wrong.getValue()
          + "' is not a "
          + wrong.getTargetType().getSimpleName()
          + example(wrong.getTargetType());
    }
    if (failure.getOriginalMessage().startsWith("Trailing token")) {
      return "The file goes on after the plan: keep one plan in it, without '---' and '...'.";
    }
    if (failure instanceof MismatchedInputException) {
      return "The plan is not usable" + where + ": a value of another shape is needed there.";
    }
    return "The plan is not YAML"
        + where
        + ": "
        + withStop(failure.getOriginalMessage().lines().findFirst().orElse("it cannot be read"));
  }

  private static String example(Class<?> type) {
    return type == java.time.Duration.class
        ? "; write it like PT10M or P7D."
        : type == java.time.Instant.class ? "; write it like 2026-12-01T22:00:00Z." : ".";
  }

  private static String withStop(String text) {
    return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
  }

  private static String where(JsonProcessingException failure) {
    String path = failure instanceof JsonMappingException mapping ? path(mapping) : "";
    if (path.isEmpty() && failure instanceof JsonMappingException) {
      return "";
    }
    JsonLocation location = failure.getLocation();
    String line = location == null ? "" : "line " + location.getLineNr();
    if (path.isEmpty()) {
      return line.isEmpty() ? "" : " at " + line;
    }
    return " at " + path + (line.isEmpty() ? "" : " (" + line + ")");
  }

  private static String path(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  private static String unknownKey(
      String yaml, String path, String key, Collection<? extends Object> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String nearest =
        known.stream()
            .map(Object::toString)
            .sorted()
            .min(Comparator.comparingInt(name -> distance.apply(name, key)))
            .map(name -> "; did you mean '" + name + "'?")
            .orElse(".");
    return "The plan has the unknown key '" + key + "' at " + path + line(yaml, key) + nearest;
  }

  /** Where a key stands, when that is certain: the parser has read on when it complains. */
  private static String line(String yaml, String key) {
    Pattern written = Pattern.compile("(^|[\\s{,'\"])" + Pattern.quote(key) + "['\"]?\\s*:");
    List<String> lines = yaml.lines().toList();
    List<Integer> found =
        IntStream.range(0, lines.size())
            .filter(line -> written.matcher(lines.get(line)).find())
            .boxed()
            .toList();
    return found.size() == 1 ? " (line " + (found.get(0) + 1) + ")" : "";
  }
}

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
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
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
import java.util.stream.Collectors;
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
      throw new PlanException(misspelt(yaml, e).orElseGet(() -> sentence(e)), e);
    } catch (IllegalArgumentException e) {
      throw new PlanException("The plan is not usable: " + e.getMessage() + ".", e);
    }
  }

  /**
   * A misspelt key leaves the right one without a value, which Jackson meets first: then the cause
   * is worth more than what it leads to.
   */
  private static Optional<String> misspelt(String yaml, JsonProcessingException failure) {
    if (!(failure instanceof ValueInstantiationException incomplete)) {
      return Optional.empty();
    }
    List<String> known =
        MAPPER.getDeserializationConfig().introspect(incomplete.getType()).findProperties().stream()
            .map(BeanPropertyDefinition::getName)
            .toList();
    try {
      JsonNode written = MAPPER.readTree(yaml);
      for (JsonMappingException.Reference step : incomplete.getPath()) {
        written =
            step.getFieldName() == null
                ? written.path(step.getIndex())
                : written.path(step.getFieldName());
      }
      return written.properties().stream()
          .map(Map.Entry::getKey)
          .filter(key -> !known.contains(key))
          .findFirst()
          .map(key -> unknown(key, within(incomplete), known));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String within(JsonMappingException failure) {
    String path = path(failure);
    return path.isEmpty() ? "" : " in " + path;
  }

  private static String unknown(String key, String where, Collection<String> known) {
    return "The plan has the unknown key '"
        + key
        + "'"
        + where
        + nearest(key, known).map(name -> "; did you mean '" + name + "'?").orElse(".");
  }

  private static String sentence(JsonProcessingException failure) {
    String where = where(failure);
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return unknown(
          unknown.getPropertyName(),
          where,
          unknown.getKnownPropertyIds().stream().map(Object::toString).toList());
    }
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IllegalArgumentException && !(cause instanceof JacksonException)) {
        return "The plan is not usable" + where + ": " + withStop(cause.getMessage());
      }
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

  private static Optional<String> nearest(String key, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream().sorted().min(Comparator.comparingInt(name -> distance.apply(name, key)));
  }
}

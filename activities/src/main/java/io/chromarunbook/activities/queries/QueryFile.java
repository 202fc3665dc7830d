package io.chromarunbook.activities.queries;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.chroma.EmbeddingText;
import io.chromarunbook.workflows.plan.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Vectors people really search for, one JSON object a line: {@code {"collection": "notes",
 * "vector": [0.1, -0.2]}}. The collection is named as at the source; the vector is a list of
 * numbers, or base64 of little-endian float32 as in the recovery format. Empty lines are passed
 * over.
 *
 * @param vectors in the file's order
 */
public record QueryFile(List<QueryVector> vectors) {

  /** More would take longer than the window has; a sample of them shows as much. */
  public static final int MOST = 5_000;

  private static final Set<String> KEYS = Set.of("collection", "vector");
  private static final String EXAMPLE =
      "; write one like {\"collection\": \"NAME\", \"vector\": [0.1, -0.2]} on each line.";

  public QueryFile {
    vectors = List.copyOf(vectors);
  }

  /**
   * Reads it.
   *
   * @throws QueryFileException saying what is wrong, at which line, and how to mend it
   */
  public static QueryFile read(Path file) {
    List<QueryVector> vectors = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          vectors.add(vector(file, number, line));
        }
        if (vectors.size() > MOST) {
          throw new QueryFileException(
              "%s has more than %d vectors; leave a sample of them.".formatted(file, MOST), null);
        }
      }
    } catch (NoSuchFileException e) {
      throw new QueryFileException(
          "There is no file %s, which validation.queryVectors names; write it, or leave the key out."
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new QueryFileException(
          "%s, which validation.queryVectors names, cannot be read (%s); it must be a text file in"
                  .formatted(file, e.getMessage())
              + " UTF-8 that this process may read.",
          e);
    }
    if (vectors.isEmpty()) {
      throw new QueryFileException(file + " has no vectors" + EXAMPLE, null);
    }
    return new QueryFile(vectors);
  }

  private static QueryVector vector(Path file, int number, String line) {
    try {
      JsonNode object = Json.MAPPER.readTree(line);
      for (String key : (Iterable<String>) object::fieldNames) {
        if (!KEYS.contains(key)) {
          throw wrong(file, number, "has the unknown key '" + key + "'", null);
        }
      }
      if (!object.path("collection").isTextual()) {
        throw wrong(file, number, "names no collection", null);
      }
      return new QueryVector(
          number, object.get("collection").asText(), components(file, number, object));
    } catch (JsonProcessingException e) {
      throw wrong(file, number, "is not JSON", e);
    }
  }

  private static float[] components(Path file, int number, JsonNode object) {
    JsonNode vector = object.path("vector");
    float[] components =
        vector.isTextual() ? packed(file, number, vector.asText()) : listed(file, number, vector);
    if (components.length == 0) {
      throw wrong(file, number, "has no vector", null);
    }
    for (float component : components) {
      if (!Float.isFinite(component)) {
        throw wrong(file, number, "has a component that is no finite float32", null);
      }
    }
    return components;
  }

  private static float[] listed(Path file, int number, JsonNode vector) {
    float[] components = new float[vector.isArray() ? vector.size() : 0];
    for (int index = 0; index < components.length; index++) {
      if (!vector.get(index).isNumber()) {
        throw wrong(file, number, "has a component that is no number", null);
      }
      components[index] = vector.get(index).floatValue();
    }
    return components;
  }

  private static float[] packed(Path file, int number, String base64) {
    try {
      return EmbeddingText.read(base64);
    } catch (EmbeddingText.NotFloatsException e) {
      throw wrong(file, number, "has base64 of something other than float32", e);
    } catch (IllegalArgumentException e) {
      throw wrong(file, number, "has a vector that is neither a list nor base64", e);
    }
  }

  private static QueryFileException wrong(Path file, int number, String what, Exception cause) {
    return new QueryFileException(
        "Line %d of %s %s%s".formatted(number, file, what, EXAMPLE), cause);
  }
}

package io.chromarunbook.activities.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.activities.importing.StoredReceipt;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.steps.PartReceipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A receipt's file read strictly: elsewhere what is missing reads as nothing, here it is found. */
final class ReceiptFile {

  private static final String AGAIN = "; a retry imports the part again";

  private final Path path;
  private final boolean exists;
  private Optional<StoredReceipt> content = Optional.empty();
  private Optional<String> flaw = Optional.empty();

  /** Reads the file. */
  ReceiptFile(Path path) {
    this.path = path;
    this.exists = Files.exists(path);
    if (!exists) {
      flaw =
          Optional.of("it has no receipt: it was never imported, or " + path + " was lost" + AGAIN);
      return;
    }
    try {
      JsonNode tree = Json.MAPPER.readTree(path.toFile());
      flaw = flawOf(tree);
      if (flaw.isEmpty()) {
        content = Optional.of(Json.MAPPER.treeToValue(tree, StoredReceipt.class));
      }
    } catch (JsonProcessingException e) {
      flaw = Optional.of(path + " is damaged: it is not JSON as it was written" + AGAIN);
    } catch (IOException e) {
      // A receipt that cannot be read now may be good: nothing is concluded from that.
      throw new UncheckedIOException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether there is one, readable or not. */
  boolean exists() {
    return exists;
  }

  /** What it says; nothing where it has a flaw. */
  Optional<StoredReceipt> content() {
    return content;
  }

  /** Why it says nothing, in one sentence without its stop. */
  Optional<String> flaw() {
    return flaw;
  }

  private Optional<String> flawOf(JsonNode tree) {
    return flawOf(tree, StoredReceipt.class, "")
        .or(() -> flawOf(tree.path("receipt"), PartReceipt.class, "receipt."));
  }

  private Optional<String> flawOf(JsonNode object, Class<?> type, String within) {
    if (!object.isObject()) {
      return Optional.of(path + " is damaged: it holds no receipt" + AGAIN);
    }
    Set<String> known =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> found = new TreeSet<>();
    object.fieldNames().forEachRemaining(found::add);
    for (String name : known) {
      if (!found.contains(name)) {
        return Optional.of(
            path + " is of another version of this program: it lacks " + within + name + AGAIN);
      }
    }
    for (String name : found) {
      if (!known.contains(name)) {
        return Optional.of(
            path + " is of another version of this program: it has " + within + name + AGAIN);
      }
    }
    return Arrays.stream(type.getRecordComponents())
        .map(component -> flawOf(object.path(component.getName()), component, within))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> flawOf(JsonNode value, RecordComponent component, String within) {
    Class<?> type = component.getType();
    String name = within + component.getName();
    boolean number = type == long.class || type == int.class;
    boolean fits =
        number
            ? value.isIntegralNumber()
            : type == double.class
                ? value.isNumber()
                : type == String.class ? value.isTextual() : value.isObject();
    if (!fits) {
      return Optional.of(path + " was edited: " + name + " is " + value + AGAIN);
    }
    if (value.isNumber() && value.asDouble() < 0) {
      return Optional.of(path + " was edited: " + name + " is negative" + AGAIN);
    }
    return Optional.empty();
  }
}

package io.chromarunbook.activities.transform;

import io.chromarunbook.chroma.ChromaRecord;
import io.chromarunbook.chroma.RequestSize;
import io.chromarunbook.workflows.plan.FieldRule;
import io.chromarunbook.workflows.plan.FieldType;
import io.chromarunbook.workflows.plan.Misfit;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a target of the v2 API refuses, alters or drops in a record. One such record refuses its
 * whole batch with an answer that gives an index at best, so it is found before it is sent.
 */
public final class TargetRules {

  // What a 1.x server takes when nobody configured it otherwise.
  private static final long LARGEST_BODY = 40L << 20;
  private static final RequestSize SIZE = RequestSize.inBase64();

  private final Optional<Integer> dimension;

  /**
   * The rules for a collection.
   *
   * @param dimension of its embeddings; empty where nobody knows it yet
   */
  public TargetRules(Optional<Integer> dimension) {
    this.dimension = dimension;
  }

  /** Whether the target would take this record as it is. */
  public boolean take(ChromaRecord record) {
    return refusal(record).isEmpty();
  }

  /** Why the target would not take this record; nothing where it would. */
  Optional<Refusal> refusal(ChromaRecord record) {
    if (record.id().isEmpty()) {
      return refuse(
          "empty-id",
          "The record's id is empty, which the target refuses; give it an id at the source, or let"
              + " the quarantine take it.");
    }
    Optional<Refusal> refusal = size(record).or(() -> embedding(record.embedding()));
    for (Map.Entry<String, Object> field : record.metadata().entrySet()) {
      if (refusal.isPresent()) {
        return refusal;
      }
      refusal = field(field.getKey(), field.getValue());
    }
    return refusal;
  }

  private static Optional<Refusal> size(ChromaRecord record) {
    long bytes = SIZE.of(record);
    return bytes <= LARGEST_BODY
        ? Optional.empty()
        : refuse(
            "too-large",
            "The record takes %,d bytes, and the target no more than %,d in one request; split it at the source, or let the quarantine take it."
                .formatted(bytes, LARGEST_BODY));
  }

  private Optional<Refusal> embedding(float[] embedding) {
    if (embedding == null || embedding.length == 0) {
      return refuse(
          "no-embedding",
          "The record has no embedding, which the target requires; embed it at the source, or let"
              + " the quarantine take it.");
    }
    if (dimension.isPresent() && embedding.length != dimension.get()) {
      return refuse(
          "dimension:" + embedding.length,
          "The record's embedding has %d dimensions where the collection has %d; embed it anew at the source, or let the quarantine take it."
              .formatted(embedding.length, dimension.get()));
    }
    for (int index = 0; index < embedding.length; index++) {
      if (!Float.isFinite(embedding[index])) {
        return refuse(
            "not-finite",
            "The record's embedding has %2$s as component %1$d, which the target refuses; embed it anew at the source, or let the quarantine take it."
                .formatted(index, embedding[index]));
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> field(String key, Object value) {
    if (key.isEmpty() || key.startsWith("#") || key.startsWith("$")) {
      return refuse(
          "key:" + key,
          "The target refuses the metadata key %s; rename it with a rule in transform.fields whose from is %s, or drop what is unlisted."
              .formatted(Shown.value(key), Shown.value(key)),
          renaming(key, value));
    }
    if (key.startsWith("chroma:")) {
      return refuse(
          "key:" + key,
          "The target drops the metadata key %s without a word; rename it with a rule in transform.fields whose from is %s, or drop what is unlisted."
              .formatted(Shown.value(key), Shown.value(key)),
          renaming(key, value));
    }
    if (value instanceof List<?> list) {
      return list(key, list);
    }
    return scalar(key, value);
  }

  private static Optional<Refusal> list(String key, List<?> list) {
    if (list.isEmpty()) {
      return refuse(
          "empty-list:" + key,
          "The metadata field '%s' is an empty list, which the target stores as no value; leave it out at the source, or drop what is unlisted."
              .formatted(Shown.cut(key)),
          RuleLine.dropping(key));
    }
    Object first = list.get(0);
    for (Object each : list) {
      if (each == null || first == null || each.getClass() != first.getClass()) {
        return refuse(
            "mixed-list:" + key,
            "The metadata field '%s' is the list %s of mixed types, which the target refuses; make its values of one type at the source, or drop what is unlisted."
                .formatted(Shown.cut(key), Shown.value(list)),
            RuleLine.dropping(key));
      }
      Optional<Refusal> refusal = each instanceof List ? nested(key, list) : scalar(key, each);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> scalar(String key, Object value) {
    if (value instanceof BigInteger) {
      return refuse(
          "integer:" + key,
          "The metadata field '%s' is %s, beyond the 64 bits of the target's integers; give it a rule in transform.fields of type string."
              .formatted(Shown.cut(key), Shown.value(value)),
          asText(key));
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return refuse(
          "number:" + key,
          "The metadata field '%s' is %s, which the target cannot store; leave it out at the source, or give it a rule in transform.fields of type string."
              .formatted(Shown.cut(key), number),
          asText(key));
    }
    return value instanceof Map ? nested(key, value) : Optional.empty();
  }

  private static Optional<Refusal> nested(String key, Object value) {
    return refuse(
        "nested:" + key,
        "The metadata field '%s' is the nested value %s, which the target refuses; flatten it at the source, or drop what is unlisted."
            .formatted(Shown.cut(key), Shown.value(value)),
        RuleLine.dropping(key));
  }

  private static Optional<Refusal> refuse(String cause, String reason) {
    return refuse(cause, reason, "");
  }

  private static Optional<Refusal> refuse(String cause, String reason, String rule) {
    return Optional.of(new Refusal(cause, reason, rule));
  }

  /** The line that gives a key's field a name the target takes, and keeps its value as it is. */
  private static String renaming(String key, Object value) {
    String plain = key.replaceAll("^[#$]+", "").replace("chroma:", "chroma_");
    Misfit list = value instanceof List ? Misfit.KEEP : null;
    return RuleLine.of(
        plain.isEmpty() ? "renamed" : plain,
        new FieldRule(RuleLine.typeOf(value), false, key, null, null, list, null));
  }

  private static String asText(String key) {
    return RuleLine.of(key, new FieldRule(FieldType.STRING, false, null, null, null));
  }
}

package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * One field of the target's metadata schema. A value of another type is cast where nothing is lost
 * by it ("57" to 57, 3 to 3.0).
 *
 * @param type what the value must be at the target; null only where the field is dropped
 * @param required whether every record must have it
 * @param from the source's name for it; its own by default
 * @param defaultValue for records without one; null for none
 * @param oneOf the allowed values; empty for any
 * @param onMisfit what becomes of a value that cannot be cast or is not allowed; null means {@link
 *     Misfit#REJECT}, see {@link #misfit()}
 * @param drop true where the source's field does not go to the target; null otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldRule(
    @PlanKey(
            means = "What the value must be at the target; needed unless it is dropped",
            unset = "only with drop: true",
            example = "string")
        FieldType type,
    @PlanKey(means = "Whether every record must have it") boolean required,
    @PlanKey(means = "The source's name for it", unset = "its own name", example = "idx")
        String from,
    @PlanKey(
            means = "For records without one",
            takes = "a value of its type",
            unset = "none",
            example = "en")
        @JsonProperty("default")
        Object defaultValue,
    @PlanKey(
            means = "The allowed values",
            takes = "a list of values of its type",
            unset = "any",
            example = "[en, fr]")
        List<Object> oneOf,
    @PlanKey(
            means = "What becomes of a value that cannot be cast or is not allowed",
            unset = "reject, the record goes into quarantine",
            example = "drop")
        Misfit onMisfit,
    @PlanKey(
            means = "Whether the source's field stays behind; it stands alone",
            unset = "false",
            example = "true")
        Boolean drop) {

  /** Reads a rule, refusing one that contradicts itself. */
  @JsonCreator
  public FieldRule {
    oneOf = oneOf == null ? List.of() : List.copyOf(oneOf);
    drop = Boolean.TRUE.equals(drop) ? drop : null;
    if (drop != null) {
      refuse(
          type != null
              || required
              || from != null
              || defaultValue != null
              || !oneOf.isEmpty()
              || onMisfit != null,
          "drop: true stands alone: a dropped field has no type, default or other rule");
    } else {
      refuse(type == null, "type is missing: string, integer, float or boolean");
    }
    refuse(
        required && onMisfit == Misfit.DROP,
        "required: true and onMisfit: drop contradict each other; leave one of them out");
    refuse(
        required && onMisfit == Misfit.KEEP,
        "required: true and onMisfit: keep contradict each other, because a required field has its"
            + " type in every record; leave one of them out");
    refuse(
        onMisfit == Misfit.DEFAULT && defaultValue == null,
        "onMisfit: default needs a default beside it");
    if (type != null) {
      refuse(
          defaultValue != null && !fits(defaultValue, type),
          "the default " + defaultValue + " is no " + type.label());
      for (Object allowed : oneOf) {
        refuse(!fits(allowed, type), "oneOf has " + allowed + ", which is no " + type.label());
      }
    }
    Object given = defaultValue;
    refuse(
        given != null
            && !oneOf.isEmpty()
            && oneOf.stream().noneMatch(allowed -> same(allowed, given)),
        "the default " + defaultValue + " is none of oneOf " + oneOf);
  }

  /** A rule that puts records with misfits into quarantine. */
  public FieldRule(
      FieldType type, boolean required, String from, Object defaultValue, List<Object> oneOf) {
    this(type, required, from, defaultValue, oneOf, null, null);
  }

  /** What becomes of a value that does not fit. */
  public Misfit misfit() {
    return onMisfit == null ? Misfit.REJECT : onMisfit;
  }

  /** Whether the source's field does not go to the target. */
  public boolean dropped() {
    return drop != null;
  }

  private static void refuse(boolean contradiction, String sentence) {
    if (contradiction) {
      throw new IllegalArgumentException(sentence);
    }
  }

  private static boolean same(Object one, Object other) {
    return (one instanceof Number && other instanceof Number)
        ? new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0
        : Objects.equals(one.toString(), other.toString());
  }

  private static boolean fits(Object value, FieldType type) {
    return switch (type) {
      case STRING -> value instanceof String || value instanceof Number || value instanceof Boolean;
      case BOOLEAN -> value.toString().equals("true") || value.toString().equals("false");
      case FLOAT -> number(value);
      case INTEGER -> number(value) && whole(value);
    };
  }

  private static boolean number(Object value) {
    try {
      return (value instanceof Number || value instanceof String)
          && new BigDecimal(value.toString()).precision() > 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean whole(Object value) {
    BigDecimal number = new BigDecimal(value.toString()).stripTrailingZeros();
    return number.scale() <= 0 && number.toBigInteger().bitLength() < Long.SIZE;
  }
}

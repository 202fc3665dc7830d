package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One field of the target's metadata schema. A value of another type is cast where nothing is lost
 * by it ("57" to 57, 3 to 3.0); a record whose value cannot be cast is quarantined.
 *
 * @param type what the value must be at the target
 * @param required whether every record must have it
 * @param from the source's name for it; its own by default
 * @param defaultValue for records without one; null for none
 * @param oneOf the allowed values; empty for any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldRule(
    FieldType type,
    boolean required,
    String from,
    @JsonProperty("default") Object defaultValue,
    List<Object> oneOf) {

  public FieldRule {
    if (type == null) {
      throw new IllegalArgumentException("type is missing: string, integer, float or boolean");
    }
    oneOf = oneOf == null ? List.of() : List.copyOf(oneOf);
  }
}

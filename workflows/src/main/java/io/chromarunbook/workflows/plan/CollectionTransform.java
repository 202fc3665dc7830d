package io.chromarunbook.workflows.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The target's metadata schema: rules by target field name, and what becomes of other fields. */
public record CollectionTransform(Map<String, FieldRule> fields, Unlisted unlisted) {

  public CollectionTransform {
    fields = fields == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    unlisted = unlisted == null ? Unlisted.KEEP : unlisted;
  }
}

package io.chromarunbook.activities.checks;

import java.util.List;
import java.util.Map;

/** Family 7: the metadata's values, by their type. */
public final class MetadataValueChecks implements RecordChecks {

  static final Check STRINGS =
      ofType("strings", "strings", "character by character", Inapplicable.NO_STRINGS);
  static final Check INTEGERS =
      ofType("integers", "integers", "all 64 bits of it", Inapplicable.NO_INTEGERS);
  static final Check FLOATS =
      ofType(
          "floats",
          "floats",
          "to the last bit or at most 2 ULP away, because 1.x servers rewrite the last bit of some",
          Inapplicable.NO_FLOATS);
  static final Check BOOLEANS =
      ofType("booleans", "booleans", "true or false", Inapplicable.NO_BOOLEANS);
  static final Check LISTS =
      ofType(
          "lists",
          "lists",
          "in length, order, and each element by the rule of its type",
          Inapplicable.NO_LISTS);

  /** What it consists of. */
  public static final Family FAMILY =
      new Family("values", "Metadata values", List.of(STRINGS, INTEGERS, FLOATS, BOOLEANS, LISTS));

  private static Check ofType(String name, String what, String how, Inapplicable inapplicable) {
    return Check.blocking(
        "values." + name,
        "all " + what + " in metadata equal",
        "Of every record, each of the "
            + what
            + " in its metadata is what the plan's transform"
            + " makes of the source's value: "
            + how
            + ".",
        "Fields that are absent or have another type at the target; the metadata family finds"
            + " those.",
        inapplicable);
  }

  @Override
  public void look(RecordPair pair, Tallies tallies) {
    for (Map.Entry<String, Object> field : pair.expected().metadata().entrySet()) {
      Object value = field.getValue();
      if (value == null) {
        continue;
      }
      Check check = of(value);
      Object found = pair.found().map(record -> record.metadata().get(field.getKey())).orElse(null);
      if (found == null || !check.equals(of(found))) {
        tallies.due(check);
      } else {
        String key = field.getKey();
        tallies.look(check, pair.same("metadata:" + key), pair.id() + " (" + key + ")");
      }
    }
  }

  private static Check of(Object value) {
    if (value instanceof String) {
      return STRINGS;
    }
    if (value instanceof Boolean) {
      return BOOLEANS;
    }
    if (value instanceof Double) {
      return FLOATS;
    }
    return value instanceof List ? LISTS : INTEGERS;
  }
}

package io.chromarunbook.activities.checks;

import java.util.List;

/** Family 10: filters select the same records at both servers. */
public final class FilterChecks {

  /** Strings and integers. */
  public static final Check EQUALITY =
      check("equality", "a metadata field equals a value: {field: value}");

  /** Numbers. */
  public static final Check RANGE =
      check("range", "an integer field is not less than a value: {field: {$gte: value}}");

  /** Booleans. */
  public static final Check BOOLEAN = check("boolean", "a boolean field is true, or is false");

  /** Texts. */
  public static final Check DOCUMENT =
      check("document", "the document contains a word: where_document {$contains: word}");

  /** What it consists of. */
  public static final Family FAMILY =
      new Family("filters", "Filters", List.of(EQUALITY, RANGE, BOOLEAN, DOCUMENT));

  private FilterChecks() {}

  private static Check check(String name, String what) {
    return Check.blocking(
        "filters." + name,
        "the same records from both servers where " + what,
        "Queries made of the data itself gave the same set of ids at source and target, records in"
            + " quarantine aside.",
        "Filters on fields the plan changes, and combinations of filters.",
        Inapplicable.NO_FILTERS);
  }
}

package io.chromarunbook.document;

import static java.util.Objects.requireNonNull;

/** A column of a table, by its heading. */
public record Column(String title, Kind kind) {

  /** What stands in it. */
  public enum Kind {
    WORDS,
    NUMBERS
  }

  /** Any heading. */
  public Column {
    requireNonNull(title, "title is null");
    requireNonNull(kind, "kind is null");
  }

  /** A column of words. */
  public static Column words(String title) {
    return new Column(title, Kind.WORDS);
  }

  /** A column of numbers, which stand under each other by their last digit. */
  public static Column numbers(String title) {
    return new Column(title, Kind.NUMBERS);
  }
}

package io.chromarunbook.activities.transform;

/** Values as sentences show them: quoted where they are text, and cut. */
final class Shown {

  private static final int LONGEST = 60;

  private Shown() {}

  static String value(Object value) {
    String cut = cut(String.valueOf(value));
    return value instanceof String ? '"' + cut + '"' : cut;
  }

  /** A field's name, which may be thousands of characters long. */
  static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
  }
}

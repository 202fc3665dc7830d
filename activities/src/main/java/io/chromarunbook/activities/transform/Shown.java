package io.chromarunbook.activities.transform;

/** Values as sentences show them: quoted where they are text, and cut. */
final class Shown {

  private static final int LONGEST = 60;

  private Shown() {}

  static String value(Object value) {
    String text = String.valueOf(value);
    String cut =
        text.codePointCount(0, text.length()) <= LONGEST
            ? text
            : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    return value instanceof String ? '"' + cut + '"' : cut;
  }
}

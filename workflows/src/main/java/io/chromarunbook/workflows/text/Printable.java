package io.chromarunbook.workflows.text;

/**
 * Text from files, servers and people, made harmless in one line: what ends a line, steers a
 * terminal or cannot be seen is shown as its code instead of obeyed.
 */
public final class Printable {

  private static final int BEYOND_FOUR_DIGITS = 0x10000;

  private Printable() {}

  /** The text, with every such character as JSON and Java write it; null gives nothing. */
  public static String of(String text) {
    if (text == null) {
      return "";
    }
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isSeen(point)) {
                printable.appendCodePoint(point);
              } else {
                for (char unit : Character.toChars(point)) {
                  printable.append(String.format("\\u%04x", (int) unit));
                }
              }
            });
    return printable.toString();
  }

  /** The same, cut where it is longer than so many characters. */
  public static String of(String text, int longest) {
    String whole = text == null ? "" : text;
    return whole.codePointCount(0, whole.length()) <= longest
        ? of(whole)
        : of(whole.substring(0, whole.offsetByCodePoints(0, longest))) + "…";
  }

  /** Whether a character is seen where it is written, and does nothing but that. */
  static boolean isSeen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !isNoCharacter(point);
    };
  }

  /** Unicode keeps these free for ever, and YAML forbids some of them. */
  private static boolean isNoCharacter(int point) {
    return (point % BEYOND_FOUR_DIGITS) >= 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
  }
}

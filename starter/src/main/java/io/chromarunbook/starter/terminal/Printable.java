package io.chromarunbook.starter.terminal;

/**
 * Text from files and servers, made harmless: what steers a terminal is shown instead of obeyed.
 */
public final class Printable {

  private Printable() {}

  /** The text with every control character as its Unicode escape. */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                printable.append(String.format("\\u%04x", point));
              } else {
                printable.appendCodePoint(point);
              }
            });
    return printable.toString();
  }
}

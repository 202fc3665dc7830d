package io.chromarunbook.starter.command;

/** Text from records, which may hold anything, as it may safely go to a terminal. */
final class Visible {

  private Visible() {}

  /** The text with every control and format character written as its code. */
  static String text(String text) {
    StringBuilder visible = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              int type = Character.getType(point);
              if (type == Character.CONTROL
                  || type == Character.FORMAT
                  || type == Character.SURROGATE
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR) {
                visible.append(String.format("\\u%04x", point));
              } else {
                visible.appendCodePoint(point);
              }
            });
    return visible.toString();
  }
}

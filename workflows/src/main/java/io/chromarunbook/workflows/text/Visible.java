package io.chromarunbook.workflows.text;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What can be seen of a text, for documents: what steers a terminal, turns the direction of reading
 * or cannot be seen is left out.
 */
public final class Visible {

  /** What terminals take for commands, as far as their printable rests go. */
  private static final Pattern TERMINAL_SEQUENCE =
      Pattern.compile("\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?");

  private Visible() {}

  /** In one line, without space around it; null gives nothing. */
  public static String of(String any) {
    return shown(any == null ? "" : any).strip();
  }

  /** In one line, with the space around it as one, for a text that goes on in another one. */
  public static String part(String any) {
    String words = of(any);
    if (words.isEmpty()) {
      return any == null || shown(any).isEmpty() ? "" : " ";
    }
    String shown = shown(any);
    return (shown.startsWith(" ") ? " " : "") + words + (shown.endsWith(" ") ? " " : "");
  }

  /** In its lines, each indented as it is. */
  public static String lines(String any) {
    return any.lines().map(line -> shown(line).stripTrailing()).collect(Collectors.joining("\n"));
  }

  private static String shown(String any) {
    StringBuilder shown = new StringBuilder();
    TERMINAL_SEQUENCE
        .matcher(any)
        .replaceAll("")
        .codePoints()
        .forEach(
            point -> {
              if (Character.isWhitespace(point) || point == 0x85) {
                shown.append(' ');
              } else if (Printable.isSeen(point)) {
                shown.appendCodePoint(point);
              }
            });
    return shown.toString();
  }
}

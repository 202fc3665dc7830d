package io.chromarunbook.activities.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A Markdown text under construction. Whatever comes from servers, plans and people is escaped, so
 * that no name can break a table, forge a line or colour a terminal.
 */
final class MarkdownPage {

  /** What terminals take for commands, as far as their printable rests go. */
  private static final Pattern TERMINAL_SEQUENCE =
      Pattern.compile("\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)?");

  private static final String TO_ESCAPE = "\\`*<>[]|";

  private final StringBuilder text = new StringBuilder();

  void title(String title) {
    text.append("# ").append(plain(title)).append("\n\n");
  }

  void section(String title) {
    text.append("## ").append(title).append("\n\n");
  }

  /** Text of ours, with what came from outside already {@link #plain} or {@link #code}. */
  void paragraph(String sentence) {
    text.append(sentence).append("\n\n");
  }

  void bullet(String sentence) {
    text.append("- ").append(sentence).append('\n');
  }

  void gap() {
    text.append('\n');
  }

  void header(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n|");
    text.append(" --- |".repeat(cells.length)).append('\n');
  }

  /** A row of cells that are plain already. */
  void row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** A row of anything. */
  void row(String... cells) {
    row(java.util.Arrays.stream(cells).map(MarkdownPage::plain).toList());
  }

  /** Text that shows as it is, in one line. */
  static String plain(String any) {
    StringBuilder escaped = new StringBuilder();
    visible(any)
        .codePoints()
        .forEach(
            character -> {
              if (TO_ESCAPE.indexOf(character) >= 0) {
                escaped.append('\\');
              }
              escaped.appendCodePoint(character);
            });
    return escaped.toString();
  }

  /** Something to be typed or looked up. */
  static String code(String any) {
    String shown = visible(any);
    String fence = "`";
    while (shown.contains(fence)) {
      fence += "`";
    }
    String space = fence.length() > 1 ? " " : "";
    return fence + space + shown + space + fence;
  }

  private static String visible(String any) {
    StringBuilder visible = new StringBuilder();
    TERMINAL_SEQUENCE
        .matcher(any == null ? "" : any)
        .replaceAll("")
        .codePoints()
        .forEach(
            character -> {
              if (Character.isWhitespace(character) || character == 0x85) {
                visible.append(' ');
              } else if (!invisible(character)) {
                visible.appendCodePoint(character);
              }
            });
    return visible.toString().strip();
  }

  private static boolean invisible(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.UNASSIGNED;
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing() + "\n";
  }
}

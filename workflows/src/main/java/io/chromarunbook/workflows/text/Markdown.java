package io.chromarunbook.workflows.text;

import java.util.regex.Pattern;

/**
 * Text from servers, plans and people within Markdown: it shows as it is, in one line, and can
 * neither break what is around it, nor become a link, an image or HTML, nor steer a terminal.
 */
public final class Markdown {

  private static final String TO_ESCAPE = "\\`*<>[]|~&";

  /** What makes a heading, a list or a rule of a line it begins. */
  private static final Pattern BEGINS_A_BLOCK =
      Pattern.compile("^(?:#{1,6}(?=\\s|$)|[+-](?=\\s|$)|[=-]+\\s*$|\\d{1,9}(?=[.)](?:\\s|$)))");

  private static final Pattern BARE_PIPE = Pattern.compile("(?<!\\\\)\\|");

  private Markdown() {}

  /** Text that shows as it is. */
  public static String plain(String any) {
    String visible = Visible.of(any);
    StringBuilder escaped = new StringBuilder();
    int before = -1;
    for (int at = 0; at < visible.length(); ) {
      int point = visible.codePointAt(at);
      at += Character.charCount(point);
      int after = at < visible.length() ? visible.codePointAt(at) : -1;
      if (TO_ESCAPE.indexOf(point) >= 0 || (point == '_' && !(inWord(before) && inWord(after)))) {
        escaped.append('\\');
      }
      escaped.appendCodePoint(point);
      before = point;
    }
    return withoutBlock(escaped.toString());
  }

  private static String withoutBlock(String line) {
    var begins = BEGINS_A_BLOCK.matcher(line);
    if (!begins.find()) {
      return line;
    }
    return Character.isDigit(line.charAt(0))
        ? line.substring(0, begins.end()) + '\\' + line.substring(begins.end())
        : '\\' + line;
  }

  private static boolean inWord(int point) {
    return point >= 0 && Character.isLetterOrDigit(point);
  }

  /** Something to be typed or looked up. */
  public static String code(String any) {
    String shown = Visible.of(any);
    if (shown.isEmpty()) {
      return "` `";
    }
    StringBuilder fence = new StringBuilder("`");
    while (shown.contains(fence)) {
      fence.append('`');
    }
    String space = fence.length() > 1 ? " " : "";
    return fence + space + shown + space + fence;
  }

  /** Several lines to be typed, of a shell. */
  public static String block(String code) {
    StringBuilder fence = new StringBuilder("```");
    while (code.contains(fence)) {
      fence.append('`');
    }
    return fence + "sh\n" + code + '\n' + fence + '\n';
  }

  /** What is Markdown already, fit for a table's cell. */
  public static String cell(String markdown) {
    return BARE_PIPE.matcher(markdown).replaceAll("\\\\|");
  }
}

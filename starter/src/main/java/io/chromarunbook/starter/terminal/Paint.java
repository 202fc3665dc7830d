package io.chromarunbook.starter.terminal;

import io.chromarunbook.workflows.text.Printable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Colours for terminals that show them. Colour never says what words do not. */
public final class Paint {

  /** What colours text, and takes no room. */
  static final Pattern CODE = Pattern.compile("\u001b\\[[0-9;]*m");

  private static final Pattern NOTHING = Pattern.compile("(?!)");

  /** Leaves text as it is. */
  public static final Paint PLAIN = new Paint("", "", "", "", "", "", "");

  /** ANSI colours. */
  public static final Paint COLOURED =
      new Paint(
          "\u001b[1m",
          "\u001b[2m",
          "\u001b[32m",
          "\u001b[31m",
          "\u001b[33m",
          "\u001b[36m",
          "\u001b[0m");

  private final String bold;
  private final String faint;
  private final String good;
  private final String bad;
  private final String warning;
  private final String accent;
  private final String end;
  private final Pattern codes;

  private Paint(
      String bold,
      String faint,
      String good,
      String bad,
      String warning,
      String accent,
      String end) {
    this.bold = bold;
    this.faint = faint;
    this.good = good;
    this.bad = bad;
    this.warning = warning;
    this.accent = accent;
    this.end = end;
    this.codes =
        Stream.of(bold, faint, good, bad, warning, accent, end)
            .filter(code -> !code.isEmpty())
            .map(Pattern::quote)
            .reduce((one, other) -> one + "|" + other)
            .map(Pattern::compile)
            .orElse(NOTHING);
  }

  /** The line with this paint as it is, and everything else made harmless. */
  String harmless(String line) {
    StringBuilder harmless = new StringBuilder();
    Matcher code = codes.matcher(line);
    int from = 0;
    while (code.find()) {
      harmless.append(Printable.of(line.substring(from, code.start()))).append(code.group());
      from = code.end();
    }
    return harmless.append(Printable.of(line.substring(from))).toString();
  }

  /** How many columns text takes. */
  static int width(CharSequence text) {
    return CODE.matcher(text).replaceAll("").length();
  }

  /** For headings. */
  public String bold(String text) {
    return bold + text + end;
  }

  /** For what can be passed over. */
  public String faint(String text) {
    return faint + text + end;
  }

  /** For what is as it should be. */
  public String good(String text) {
    return good + text + end;
  }

  /** For what is not. */
  public String bad(String text) {
    return bad + text + end;
  }

  /** For what a person must look at. */
  public String warning(String text) {
    return warning + text + end;
  }

  /** For what is under way, and for commands. */
  public String accent(String text) {
    return accent + text + end;
  }
}

package io.chromarunbook.starter.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** Java's properties, as {@link Properties#load} reads them. */
final class PropertiesNotation implements Notation {

  /** A key with its value, which may go on over several lines of the file. */
  private record Entry(String key, int from, int to, boolean separated) {}

  @Override
  public Place find(String text, String key) throws UnfitException {
    Entry entry = entry(text, key);
    return new Place(entry.from(), entry.to(), Optional.ofNullable(read(text).getProperty(key)));
  }

  @Override
  public String set(String text, String key, String value) throws UnfitException {
    Entry entry = entry(text, key);
    String written = (entry.separated() ? "" : "=") + written(value);
    String changed = new Place(entry.from(), entry.to(), Optional.empty()).filled(text, written);
    Properties wanted = read(text);
    wanted.setProperty(key, value);
    if (!read(changed).equals(wanted)) {
      throw UnfitException.unsure(
          "would not be read with this value of %s; change it by hand.".formatted(Keys.shown(key)));
    }
    return changed;
  }

  private static String written(String value) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < value.length(); index++) {
      char one = value.charAt(index);
      switch (one) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\f' -> text.append("\\f");
        case ' ' -> text.append(text.isEmpty() ? "\\ " : " ");
        default -> {
          // Which encoding a reader takes the file for is then no question.
          if (one > ' ' && one <= '~') {
            text.append(one);
          } else {
            text.append(String.format(Locale.ROOT, "\\u%04X", (int) one));
          }
        }
      }
    }
    return text.toString();
  }

  private static Entry entry(String text, String key) throws UnfitException {
    List<Entry> entries = entries(text);
    List<Entry> found = entries.stream().filter(entry -> entry.key().equals(key)).toList();
    if (found.isEmpty()) {
      throw Keys.missing(key, entries.stream().map(Entry::key).toList());
    }
    if (found.size() > 1) {
      throw UnfitException.unsure(
          "has %s more than once; leave one of the lines.".formatted(Keys.shown(key)));
    }
    return found.get(0);
  }

  private static List<Entry> entries(String text) throws UnfitException {
    List<Entry> entries = new ArrayList<>();
    int at = text.startsWith("\uFEFF") ? 1 : 0;
    while (at < text.length()) {
      int start = at;
      while (start < text.length() && blank(text.charAt(start))) {
        start++;
      }
      if (start >= text.length()) {
        break;
      }
      char first = text.charAt(start);
      if (first == '#' || first == '!' || lineEnd(first)) {
        at = after(text, lineEnd(first) ? start : endOfLine(text, start));
        continue;
      }
      int end = endOfEntry(text, start);
      entries.add(entry(text, start, end));
      at = after(text, end);
    }
    return entries;
  }

  private static Entry entry(String text, int start, int end) throws UnfitException {
    int at = start;
    while (at < end && !separates(text.charAt(at))) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at, end);
    int from = at;
    while (from < end && blank(text.charAt(from))) {
      from++;
    }
    if (from < end && (text.charAt(from) == '=' || text.charAt(from) == ':')) {
      from++;
      while (from < end && blank(text.charAt(from))) {
        from++;
      }
    }
    String key =
        read(text.substring(start, at)).stringPropertyNames().stream().findFirst().orElse("");
    return new Entry(key, from, end, from > at);
  }

  private static boolean blank(char one) {
    return one == ' ' || one == '\t' || one == '\f';
  }

  private static boolean lineEnd(char one) {
    return one == '\n' || one == '\r';
  }

  private static boolean separates(char one) {
    return one == '=' || one == ':' || blank(one);
  }

  private static int endOfLine(String text, int from) {
    int at = from;
    while (at < text.length() && !lineEnd(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /**
   * The end of the last line that belongs to it: a backslash before a line's end joins the next.
   */
  private static int endOfEntry(String text, int from) {
    int at = from;
    while (at < text.length() && !lineEnd(text.charAt(at))) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at = lineEnd(text.charAt(at + 1)) ? after(text, at + 1) : at + 2;
      } else {
        at++;
      }
    }
    return at;
  }

  private static int after(String text, int end) {
    return end + (text.startsWith("\r\n", end) ? 2 : 1);
  }

  private static Properties read(String text) throws UnfitException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text));
    } catch (IllegalArgumentException e) {
      throw UnfitException.broken("has a \\u that is followed by no four hex digits; mend it.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}

package io.chromarunbook.starter.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of KEY=value, as shells, systemd, Docker Compose and dotenv read them. Where these do not
 * agree on what a line says, it is neither written nor read.
 */
final class EnvNotation implements Notation {

  private static final Pattern NOTHING = Pattern.compile("[ \\t]*(#.*)?");
  private static final Pattern NAME_ALONE =
      Pattern.compile("[ \\t]*(export[ \\t]+)?[A-Za-z_][A-Za-z0-9_.-]*[ \\t]*");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.-]*)([ \\t]*)=([ \\t]*)");
  private static final Pattern AFTER_QUOTE = Pattern.compile("[ \\t]*|[ \\t]+#.*");

  // All of these readers take these for themselves; a tilde in front is a home to a shell.
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_./:@%+,=-]*");
  // To a shell these mean something in a value without quotes, or between double ones.
  private static final Pattern MEANT_BARE = Pattern.compile("[$`\\\\\"'&;|<>()*?\\[\\]{}!~\\s]");
  private static final Pattern MEANT_QUOTED = Pattern.compile("[$`\\\\\"!]");
  private static final Pattern MEANT_SINGLE = Pattern.compile("['\\\\]");

  private record Line(String name, boolean spaced, Place place) {}

  @Override
  public Place find(String text, String key) throws UnfitException {
    return line(text, key).place();
  }

  @Override
  public String set(String text, String key, String value) throws UnfitException {
    Line line = line(text, key);
    Place place = line.place();
    String written = written(value, text.substring(place.from(), place.to()));
    if (line.spaced()) {
      throw UnfitException.unsure(
          "has spaces around the = of %s, which only some readers understand; take them away first."
              .formatted(Keys.shown(key)));
    }
    String changed = place.filled(text, written);
    if (!find(changed, key).value().equals(Optional.of(value))) {
      throw UnfitException.unsure(
          "would not be read with this value of %s; change it by hand.".formatted(Keys.shown(key)));
    }
    return changed;
  }

  private static String written(String value, String old) throws UnfitException {
    for (int index = 0; index < value.length(); index++) {
      if (Character.isISOControl(value.charAt(index))) {
        throw UnfitException.unsure(
            "cannot have a line's end or another control character in a value, because its readers"
                + " do not agree on how one is written.");
      }
    }
    boolean bare = BARE.matcher(value).matches();
    boolean single = !MEANT_SINGLE.matcher(value).find();
    boolean twice = !MEANT_QUOTED.matcher(value).find();
    if (old.startsWith("\"") && twice) {
      return '"' + value + '"';
    }
    if (old.startsWith("'") && single) {
      return "'" + value + "'";
    }
    if (bare) {
      return value;
    }
    if (single) {
      return "'" + value + "'";
    }
    if (twice) {
      return '"' + value + '"';
    }
    throw UnfitException.unsure(
        "cannot have this value, because its readers do not agree on how a backslash, or a single"
            + " quote beside \" $ ` or !, is written.");
  }

  private static Line line(String text, String key) throws UnfitException {
    List<Line> all = new ArrayList<>();
    int at = text.startsWith("\uFEFF") ? 1 : 0;
    int number = 1;
    List<Line> found = new ArrayList<>();
    while (at < text.length()) {
      int end = end(text, at);
      String line = text.substring(at, end);
      Matcher assignment = ASSIGNMENT.matcher(line);
      int next = end;
      if (assignment.lookingAt()) {
        Place place = value(text, at + assignment.end(), number);
        next = Math.max(end, end(text, place.to()));
        boolean spaced = !assignment.group(2).isEmpty() || !assignment.group(3).isEmpty();
        Line one =
            new Line(
                assignment.group(1),
                spaced,
                spaced ? new Place(place.from(), place.to(), Optional.empty()) : place);
        all.add(one);
        if (one.name().equals(key)) {
          found.add(one);
        }
      } else if (!NOTHING.matcher(line).matches() && !NAME_ALONE.matcher(line).matches()) {
        throw UnfitException.broken(
            "has a line %d that is no KEY=value; change the file by hand.".formatted(number));
      }
      number += (int) text.substring(at, next).chars().filter(c -> c == '\n').count() + 1;
      at = next;
      at += text.startsWith("\r\n", at) ? 2 : 1;
    }
    if (found.isEmpty()) {
      throw Keys.missing(key, all.stream().map(Line::name).toList());
    }
    if (found.size() > 1) {
      throw UnfitException.unsure(
          "has %s more than once; leave one of the lines.".formatted(Keys.shown(key)));
    }
    return found.get(0);
  }

  /** Where the line ends that has this character. */
  private static int end(String text, int from) {
    int newline = text.indexOf('\n', from);
    int end = newline < 0 ? text.length() : newline;
    return end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  private static Place value(String text, int from, int line) throws UnfitException {
    char first = from < text.length() ? text.charAt(from) : '\n';
    if (first == '"' || first == '\'') {
      return quoted(text, from, first, line);
    }
    int end = end(text, from);
    String rest = text.substring(from, end);
    Matcher comment = Pattern.compile("(^|[ \\t]+)#").matcher(rest);
    boolean commented = comment.find();
    String value = (commented ? rest.substring(0, comment.start()) : rest).stripTrailing();
    if (rest.endsWith("\\")) {
      throw UnfitException.unsure(
          "has a line %d that ends with a backslash, which only some readers join with the next; change the file by hand."
              .formatted(line));
    }
    Optional<String> read =
        MEANT_BARE.matcher(value).find() || rest.startsWith("#")
            ? Optional.empty()
            : Optional.of(value);
    return new Place(from, from + value.length(), read);
  }

  private static Place quoted(String text, int from, char quote, int line) throws UnfitException {
    int at = from + 1;
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\\') {
        // Between single quotes it is itself to some and not to others; only before a quote does
        // it move the end.
        if (quote == '"') {
          at++;
        } else if (text.startsWith("\\'", at)) {
          throw UnfitException.unsure(
              "has a backslash before a single quote in line %d, which its readers do not agree on; change the file by hand."
                  .formatted(line));
        }
      }
      at++;
    }
    if (at >= text.length()) {
      throw UnfitException.broken(
          "has a quote in line %d that does not end; mend it first.".formatted(line));
    }
    String inside = text.substring(from + 1, at);
    if (!AFTER_QUOTE.matcher(text.substring(at + 1, end(text, at + 1))).matches()) {
      throw UnfitException.unsure(
          "goes on behind a quote in line %d, which its readers do not agree on; change the file by hand."
              .formatted(line));
    }
    Pattern meant = quote == '"' ? MEANT_QUOTED : MEANT_SINGLE;
    Optional<String> read = meant.matcher(inside).find() ? Optional.empty() : Optional.of(inside);
    return new Place(from, at + 1, read);
  }
}

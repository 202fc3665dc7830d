package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.text.Markdown;
import io.chromarunbook.workflows.text.ShellWords;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Times, numbers and commands as people read them. */
final class Wording {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Wording() {}

  /** A length of time; tenths of a second only where it is short. */
  static String span(double seconds) {
    if (seconds < 10 && Math.abs(seconds - Math.rint(seconds)) > 0.049) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    Duration span = Duration.ofSeconds(Math.round(seconds));
    if (span.toMinutes() == 0) {
      return span.toSeconds() + " s";
    }
    if (span.toHours() == 0) {
      return span.toMinutes() + " min" + (span.toSecondsPart() == 0 ? "" : rest(span));
    }
    return span.toHours() + " h" + (span.toMinutesPart() == 0 ? "" : minutes(span));
  }

  private static String rest(Duration span) {
    return " " + span.toSecondsPart() + " s";
  }

  private static String minutes(Duration span) {
    return " " + span.toMinutesPart() + " min";
  }

  /** A moment; a dash where there was none. */
  static String time(Instant at) {
    return at == null ? "–" : TIME.format(at);
  }

  /** A number with its thousands apart. */
  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** So many records. */
  static String records(long count) {
    return number(count) + (count == 1 ? " record" : " records");
  }

  /** A step by number and name, by one of them where they are the same. */
  static String step(Step step) {
    return step.id().equals(step.title()) ? step.title() : step.toString();
  }

  /** A share of one. */
  static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Program and arguments as one types them into a shell. */
  static String command(List<String> words) {
    return ShellWords.quoted(words);
  }

  /** A text, or a dash where there is none. */
  static String present(String text) {
    return text == null || text.isEmpty() ? "–" : text;
  }

  /** A value of an enumeration as an ordinary word. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Where what undoes everything without this system is, in Markdown. */
  static String breakGlass(MigrationStatus status) {
    return status.breakGlass() == null || status.breakGlass().isEmpty()
        ? "the plan's own commands (no break-glass file was written)"
        : Markdown.code(status.breakGlass());
  }
}

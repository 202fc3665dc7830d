package io.chromarunbook.activities.report;

import io.chromarunbook.document.Code;
import io.chromarunbook.document.Span;
import io.chromarunbook.document.Text;
import io.chromarunbook.workflows.status.AnswerLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.Step;
import io.chromarunbook.workflows.text.Durations;
import io.chromarunbook.workflows.text.ShellWords;
import io.chromarunbook.workflows.text.UtcTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Times, numbers and commands as people read them. */
final class Wording {

  private Wording() {}

  /** A length of time. */
  static String span(double seconds) {
    return Durations.words(seconds);
  }

  /** A moment; a dash where there was none. */
  static String time(Instant at) {
    return at == null ? "–" : UtcTime.words(at);
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

  /** A share of one, in whole percent. */
  static String percent(double value) {
    return String.format(Locale.ROOT, "%d %%", Math.round(value * 100));
  }

  /** A short time. */
  static String milliseconds(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f ms" : "%,.0f ms", value);
  }

  /** What a person said at a gate. */
  static String said(AnswerLine.Decision decision) {
    return decision == AnswerLine.Decision.APPROVE ? "approved" : "rejected";
  }

  /** Where what undoes everything without this system is. */
  static Span breakGlass(MigrationStatus status) {
    return status.breakGlass() == null || status.breakGlass().isEmpty()
        ? new Text("the plan's own commands (no break-glass file was written)")
        : new Code(status.breakGlass());
  }
}

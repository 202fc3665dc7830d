package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.diagnosis.KnownIssue.Severity;
import io.chromarunbook.starter.terminal.Paint;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.starter.terminal.WrappedText;
import io.chromarunbook.workflows.plan.Person;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.chromarunbook.workflows.text.Durations;
import io.chromarunbook.workflows.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What is wrong with a run, for a person at 2 a.m. */
public final class DiagnosisText {

  private static final String OVER = "Over: ";

  private final RunFacts facts;
  private final List<Finding> findings;
  private final Paint paint;
  private final Times times;
  private final int columns;
  private final List<String> lines = new ArrayList<>();

  private DiagnosisText(
      RunFacts facts, List<Finding> findings, Paint paint, Times times, int columns) {
    this.facts = facts;
    this.findings = findings;
    this.paint = paint;
    this.times = times;
    this.columns = columns;
  }

  /** All of it, for a screen of this width. */
  public static List<String> of(
      RunFacts facts, List<Finding> findings, Paint paint, Times times, int columns) {
    DiagnosisText text = new DiagnosisText(facts, findings, paint, times, columns);
    text.head();
    findings.forEach(text::finding);
    text.foot();
    return text.lines;
  }

  /** An issue and where to read more, in one sentence of a status. */
  public static String named(Finding finding, String id, Times times, Instant now) {
    return finding.issue().title()
        + about(finding)
        + (finding.since() == null ? "" : ", since " + times.of(finding.since(), now))
        + "; cause, cure and whom to call: "
        + RunbookCommand.of("diagnose", id);
  }

  /** That one is over. */
  public static String over(Finding finding, Times times, Instant now) {
    return OVER
        + finding.issue().title()
        + about(finding)
        + ", at "
        + times.of(now, now)
        + (finding.since() == null
            ? ""
            : " after " + Durations.words(Duration.between(finding.since(), now)));
  }

  /** Whether a sentence tells that something is over. */
  public static boolean tellsTheEnd(String sentence) {
    return sentence.startsWith(OVER);
  }

  private static String about(Finding finding) {
    return finding.about().isEmpty() ? "" : " (" + Printable.of(finding.about()) + ")";
  }

  private void head() {
    long wrong = findings.stream().filter(Finding::wrong).count();
    String state =
        facts
            .status()
            .map(status -> "  " + status.state() + " at step " + status.step())
            .orElse("");
    String what =
        switch ((int) wrong) {
          case 0 -> paint.good("Nothing is wrong");
          case 1 -> paint.bad("1 thing is wrong");
          default -> paint.bad(wrong + " things are wrong");
        };
    lines.add(paint.bold(Printable.of(facts.id())) + state);
    lines.add(what + "  " + paint.faint(times.withZone(facts.now())));
  }

  private void finding(Finding finding) {
    lines.add("");
    UnaryOperator<String> loud = loud(finding.issue().severity());
    String since =
        finding.since() == null
            ? ""
            : ", since "
                + times.of(finding.since(), facts.now())
                + " ("
                + Durations.words(
                    Math.max(
                        1.0, Duration.between(finding.since(), facts.now()).toMillis() / 1000.0))
                + ")";
    WrappedText.of(
            mark(finding.issue().severity()),
            finding.issue().title() + about(finding) + since,
            columns)
        .forEach(line -> lines.add(loud.apply(line)));
    finding.evidence().forEach(each -> say("  Evidence  ", each.words(this::time)));
    say("  Cause     ", finding.issue().cause());
    String before = "";
    for (Finding.Remedy cure : finding.cures()) {
      cure(cure, before.equals(cure.what()));
      before = cure.what();
    }
    say("  Call      ", call(finding));
    say(
        "  Otherwise ",
        finding.otherwise()
            + (finding.until() == null
                ? "."
                : "; that is at "
                    + times.of(finding.until(), facts.now())
                    + left(finding.until())
                    + "."));
  }

  private void cure(Finding.Remedy cure, boolean said) {
    boolean typed = !cure.command().isEmpty();
    if (!said) {
      say("  Remedy    ", cure.what() + (typed ? ":" : "."));
    }
    if (typed) {
      WrappedText.ofCommand("    ", Printable.of(cure.command()), columns)
          .forEach(line -> lines.add(paint.accent(line)));
    }
  }

  private static String call(Finding finding) {
    return finding.call().stream()
            .map(
                called ->
                    called.role().label()
                        + (called.people().isEmpty()
                            ? ""
                            : " ("
                                + called.people().stream()
                                    .map(Person::words)
                                    .collect(Collectors.joining(" or "))
                                + ")"))
            .collect(Collectors.joining(", "))
        + ".";
  }

  private void foot() {
    lines.add("");
    say("Looked at   ", String.join(", ", facts.lookedAt()) + ".");
    facts.unseen().forEach(what -> say("Not seen    ", what));
    say("This machine ", "is looked at by " + RunbookCommand.of("doctor") + ".");
  }

  private void say(String label, String text) {
    lines.addAll(WrappedText.of(label, Printable.of(text), columns));
  }

  private String time(Instant moment) {
    return times.of(moment, facts.now());
  }

  private String left(Instant until) {
    double seconds = Duration.between(facts.now(), until).toMillis() / 1000.0;
    return seconds > 0 ? " (in " + Durations.words(Math.ceil(seconds)) + ")" : "";
  }

  private static String mark(Severity severity) {
    return switch (severity) {
      case ALARM -> "✗ ALARM  ";
      case PROBLEM -> "✗ PROBLEM  ";
      case NOTE -> "· " + Severity.NOTE.name().toLowerCase(Locale.ROOT) + "  ";
    };
  }

  private UnaryOperator<String> loud(Severity severity) {
    return switch (severity) {
      case ALARM -> paint::bad;
      case PROBLEM -> paint::warning;
      case NOTE -> UnaryOperator.identity();
    };
  }
}

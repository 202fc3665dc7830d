package io.chromarunbook.starter.terminal;

import io.chromarunbook.starter.offline.NotUndone;
import io.chromarunbook.starter.offline.StrandedRun;
import io.chromarunbook.workflows.lock.LockText;
import io.chromarunbook.workflows.status.RunState;
import io.chromarunbook.workflows.text.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of a run that nobody works on any more, and the exact way out. */
public final class StrandedText {

  private final StrandedRun run;
  private final Times times;
  private final Instant now;

  private StrandedText(StrandedRun run, Times times, Instant now) {
    this.run = run;
    this.times = times;
    this.now = now;
  }

  /** One sentence for a person who wanted something of it. */
  public static String sentence(StrandedRun run, Times times, Instant now) {
    StrandedText text = new StrandedText(run, times, now);
    return "The migration "
        + Printable.of(run.id())
        + " "
        + text.became()
        + " and takes no more messages; "
        + String.join(", ", text.left())
        + "; "
        + text.wayOut();
  }

  /** The same as sentences of a report. */
  public static List<String> statement(StrandedRun run, Times times, Instant now) {
    StrandedText text = new StrandedText(run, times, now);
    List<String> sentences = new ArrayList<>();
    sentences.add("The migration " + run.id() + " " + text.became() + ".");
    if (run.settled()) {
      sentences.add(text.endedBefore());
    }
    text.left().forEach(each -> sentences.add(capitalised(each) + "."));
    sentences.add(capitalised(text.wayOut()));
    return sentences;
  }

  /** How it stands, for a screen of this width. */
  public static List<String> lines(
      StrandedRun run, Paint paint, Times times, Instant now, int columns) {
    StrandedText text = new StrandedText(run, times, now);
    List<String> lines = new ArrayList<>();
    lines.add(
        paint.bold(Printable.of(run.id()))
            + "  "
            + (run.settled()
                ? HeadBlock.state(run.ended().state(), paint)
                : paint.bad(text.word())));
    lines.addAll(WrappedText.of("  ", "It " + text.became() + ".", columns));
    if (run.settled()) {
      lines.addAll(WrappedText.of("  ", text.endedBefore(), columns));
    } else {
      lines.add("  Nobody works on it any more, and nothing can be told to it.");
      if (!run.lastState().isEmpty()) {
        lines.add("  Temporal last noted " + run.lastState() + " at step " + run.lastStep() + ".");
      }
    }
    if (run.folder() != null) {
      lines.add("  Its files are in " + Printable.of(run.folder().toString()));
    }
    for (String left : text.left()) {
      boolean alarming = run.left().anything() && !run.settled();
      WrappedText.of("Left       ", left, columns).stream()
          .map(line -> alarming ? paint.warning(line) : line)
          .forEach(lines::add);
    }
    if (run.folder() != null) {
      lines.add("Report     " + Commands.of("report " + run.id()));
    }
    if (!run.held().isEmpty()) {
      lines.addAll(
          WrappedText.of(
              "Held       ",
              "for it, so that nobody else works there: " + String.join(", ", run.held()),
              columns));
    }
    String undo = text.undo();
    if (!undo.isEmpty()) {
      lines.add((run.settled() ? "Way back   " : "Way out    ") + paint.accent(undo));
    }
    text.free().ifPresent(command -> lines.add("Give up    " + paint.accent(command)));
    lines.add((undo.isEmpty() ? "Next       " : "Then       ") + paint.accent(text.again()));
    return lines;
  }

  /** The command that gets out of it. */
  public static String next(StrandedRun run) {
    StrandedText text = new StrandedText(run, Times.local(), Instant.EPOCH);
    return text.undo().isEmpty() || run.settled() ? text.again() : text.undo();
  }

  private String word() {
    return run.how() == StrandedRun.How.FORGOTTEN ? "VANISHED" : run.how().name();
  }

  private String became() {
    String why = run.why().isEmpty() ? "" : " (" + Printable.of(oneLine(run.why())) + ")";
    return switch (run.how()) {
      case TERMINATED -> "was terminated in Temporal" + at() + why;
      case TIMED_OUT -> "was ended by Temporal" + at() + ", its time being over" + why;
      case FAILED -> "failed in Temporal" + at() + why;
      case FORGOTTEN ->
          "is not known to this Temporal any more: it was kept no longer, its data are gone, or this"
              + " is another Temporal";
    };
  }

  private static String oneLine(String text) {
    return text.strip().lines().findFirst().orElse("");
  }

  private String at() {
    return run.at() == null ? "" : " at " + times.of(run.at(), now);
  }

  private String endedBefore() {
    String decision = run.ended().decision() == null ? "" : ", decision " + run.ended().decision();
    String reason = run.ended().reason();
    return "Before that it had come to its end: "
        + run.ended().state()
        + decision
        + " at "
        + times.of(run.ended().at(), now)
        + (reason == null || reason.isEmpty() ? "." : ", " + Printable.of(oneLine(reason)));
  }

  private List<String> left() {
    NotUndone left = run.left();
    List<String> words = new ArrayList<>();
    if (run.folder() == null) {
      words.add("what it left frozen or switched is not known here, its files are in another home");
      return words;
    }
    if (left.frozenSince() != null) {
      String since = times.of(left.frozenSince(), now);
      words.add(
          left.freezeCertain()
              ? "its source refuses writes since " + since
              : "its source may refuse writes: the freeze was begun at "
                  + since
                  + " and its end is not written down");
    }
    if (left.switchedSince() != null) {
      String since = times.of(left.switchedSince(), now);
      words.add(
          left.switchCertain()
              ? "applications use the target since " + since
              : "applications may use the target: the switch was begun at "
                  + since
                  + " and its end is not written down");
    }
    if (words.isEmpty()) {
      words.add("nothing is left frozen or switched");
    }
    return words;
  }

  private String wayOut() {
    String undo = undo();
    String freed =
        free().map(command -> "give up its servers with " + command + " and ").orElse("");
    if (undo.isEmpty()) {
      return freed + "start again with " + again();
    }
    return run.settled() ? "go back with " + undo : "undo it with " + undo;
  }

  /** The command that lets others work where this run did. */
  private Optional<String> free() {
    return run.held().isEmpty() ? Optional.empty() : Optional.of(LockText.takeOver(run.id()));
  }

  private String undo() {
    return run.left().anything() && run.left().breakGlass() != null
        ? Commands.breakGlass(run.left().breakGlass())
        : "";
  }

  private String again() {
    boolean completed = run.settled() && run.ended().state() == RunState.COMPLETED;
    if (completed && run.folder() != null) {
      return Commands.of("report " + run.id());
    }
    // Whose collections are at the target: its own, or still those it was to take the place of.
    return StartLine.of(run.planFile(), run.nextId())
        .replacing(run.left().imported() ? run.id() : run.replaces())
        .by(run.startedBy())
        .command();
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}

package io.chromarunbook.starter.terminal;

import io.chromarunbook.starter.offline.HeldRecords;
import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.evidence.Remedy;
import io.chromarunbook.workflows.status.CollectionStatus;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a HOLD is about and what would help, for the people who decide. */
public final class HoldText {

  private static final int MOST_COLLECTIONS = 10;

  private HoldText() {}

  /** The HOLD that is still to be decided; nothing where the run is in none. */
  public static Optional<HoldLine> open(MigrationStatus status) {
    return WaitBlock.hold(status);
  }

  /** All of it. */
  public static List<String> of(HoldLine hold, MigrationStatus status, StatusContext context) {
    Page page = new Page(context);
    page.say(
        "HOLD",
        "at " + StepName.of(hold.step()) + " since " + context.time(hold.since()),
        context.paint()::warning);
    page.say("Why", hold.reason());
    page.say("Until", context.until(hold.deadline()) + "; silence then is NO-GO");
    status.criteria().stream()
        .filter(Criterion::failed)
        .forEach(
            line ->
                page.say(
                    "  ✗",
                    line.id() + ": " + line.observed() + " (required: " + line.required() + ")",
                    context.paint()::bad));
    about(page, status, context.held());
    for (Remedy remedy : hold.remedies()) {
      String helps = remedy.choice() == Choice.NO_GO ? "" : "helps: ";
      page.say("  " + remedy.choice(), helps + WaitBlock.effect(remedy), context.paint()::good);
    }
    for (Choice choice : without(hold)) {
      page.say(
          "  " + choice, "would not help: " + why(choice, hold, status), context.paint()::faint);
    }
    return page.lines();
  }

  /** Which collections and records, the first ten, and where all are. */
  static void about(Page page, MigrationStatus status, Optional<HeldRecords> held) {
    String collections =
        status.collections().stream()
            .filter(HoldText::concerned)
            .limit(MOST_COLLECTIONS)
            .map(HoldText::collection)
            .collect(Collectors.joining("; "));
    if (!collections.isEmpty()) {
      page.say("It is about", collections, page.paint()::warning);
    }
    held.ifPresent(records -> page.say("Records", words(records)));
  }

  private static boolean concerned(CollectionStatus one) {
    return one.state() == CollectionStatus.State.FAILED
        || one.quarantined() > 0
        || (one.state() == CollectionStatus.State.COPIED && one.source() != one.target());
  }

  private static String collection(CollectionStatus one) {
    return String.format(
        Locale.ROOT,
        "%s %s, %,d of %,d at the target%s",
        one.name(),
        one.state().name().toLowerCase(Locale.ROOT),
        one.target(),
        one.source(),
        one.quarantined() > 0
            ? String.format(Locale.ROOT, ", %,d quarantined", one.quarantined())
            : "");
  }

  private static String words(HeldRecords held) {
    return String.join(", ", held.first())
        + (held.total() > held.first().size()
            ? String.format(Locale.ROOT, " and %,d more", held.total() - held.first().size())
            : "")
        + "; all: "
        + held.file();
  }

  private static List<Choice> without(HoldLine hold) {
    List<Choice> helping = hold.remedies().stream().map(Remedy::choice).toList();
    return Arrays.stream(Choice.values())
        .filter(choice -> choice != Choice.STAY && !helping.contains(choice))
        .toList();
  }

  private static String why(Choice choice, HoldLine hold, MigrationStatus status) {
    return switch (choice) {
      case RETRY -> "nothing would come out otherwise";
      case REPAIR ->
          status.totals() == null || status.totals().snapshot() == 0
              ? "no record was compared yet"
              : "no record differs or is missing";
      case REPLAY ->
          hold.step() == Step.MIGRATION
                  || status.collections().stream().anyMatch(one -> one.quarantined() > 0)
              ? "what does not fit the plan stays aside until the plan is amended"
              : "no record is quarantined";
      case NO_GO -> "it is always possible";
      case STAY -> "it answers the window after the cutover";
    };
  }
}

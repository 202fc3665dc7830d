package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Block;
import io.chromarunbook.document.Figure;
import io.chromarunbook.document.Item;
import io.chromarunbook.document.Numbered;
import io.chromarunbook.starter.documents.TreeDrawing.Tone;
import io.chromarunbook.workflows.evidence.Choice;
import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.TimelinePlan;
import io.chromarunbook.workflows.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How GO, HOLD and NO-GO come about, drawn and in words, from the criteria of the code itself. */
final class DecisionTree {

  /** What can be decided in a HOLD, beside giving up. */
  private static final String CHOICES =
      Arrays.stream(Choice.values())
          .filter(choice -> choice != Choice.NO_GO && choice != Choice.STAY)
          .map(Choice::label)
          .collect(Collectors.joining(", "));

  private final Decision decision;
  private final Duration hold;
  private final String gate;
  private final String lastSafeGo;
  private final TimelinePlan timeline;

  DecisionTree(Subject subject) {
    this.decision = new Decision(subject);
    this.timeline = subject.plan().timeline();
    this.hold = timeline.hold();
    Schedule schedule = new Schedule(subject);
    this.gate = schedule.deadline(GateId.GO_NO_GO);
    this.lastSafeGo = Durations.words(schedule.lastSafeGo());
  }

  /** From the evidence of Step 5 to the end of the window. */
  Figure figure() {
    TreeDrawing tree = new TreeDrawing();
    tree.box(Tone.PLAIN, "Step 5: the evidence is published, with its digest", List.of());
    tree.box(Tone.OPEN, "Triggers: is any of these not so?", lines(decision.triggers()));
    tree.exit("yes", Tone.BAD, "NO-GO", List.of("Step 7b undoes what was done"));
    tree.box("no", Tone.OPEN, "Criteria: do all of these hold?", holds());
    tree.exit("no", Tone.OPEN, "HOLD", List.of(holdWords()));
    tree.box(
        "yes", Tone.OPEN, "Step 6: do all of these people agree?", lines(decision.approvals()));
    tree.exit("no", Tone.BAD, "NO-GO", List.of("a rejection, or silence for " + gate));
    tree.box("yes", Tone.GOOD, "GO", List.of(lastLook()));
    tree.exit("changed", Tone.OPEN, "HOLD", List.of("decided again, on new evidence"));
    tree.box(Tone.PLAIN, "Step 7a: cutover, then the window", List.of(window()));
    tree.exit("bad", Tone.BAD, onTrigger(), List.of("until the run is closed"));
    tree.box(
        "good",
        Tone.GOOD,
        "Completed",
        List.of("The source stays frozen until the run is closed."));
    return new Figure(
        "GO/NO-GO decision tree",
        "From the evidence of Step 5: any trigger means NO-GO; a criterion that fails means HOLD;"
            + " then people approve or reject; GO leads to the cutover and the window.",
        tree.drawing(),
        inWords());
  }

  private List<Block> inWords() {
    return List.of(
        Numbered.of(
            Item.of("Step 5 publishes the evidence, with its digest."),
            Item.of(
                "If any of these is not so, a trigger has fired: it is NO-GO, and Step 7b undoes what was done. "
                    + sentence(decision.triggers())
                    + "."),
            Item.of(
                "If any of these does not hold, it is a HOLD: "
                    + String.join("; ", holds())
                    + ". In a HOLD: "
                    + holdWords()
                    + "."),
            Item.of(
                "In Step 6 every one of these must agree: "
                    + sentence(decision.approvals())
                    + ". A rejection, or silence for "
                    + gate
                    + ", is NO-GO. The gate never stays open past the last safe GO, "
                    + lastSafeGo
                    + " after the freeze began."),
            Item.of("GO. " + lastLook() + " If something has changed, it is a HOLD."),
            Item.of("Step 7a moves applications over. " + window() + " Else: " + onTrigger() + "."),
            Item.of(
                "Completed: the source stays frozen, and a rollback possible, until the run is"
                    + " closed.")));
  }

  private List<String> holds() {
    List<String> lines = new ArrayList<>(lines(decision.criteriaOfData()));
    lines.add("every collection was copied");
    lines.add("every blocking check passes");
    lines.add("every acceptance command is content");
    lines.add("the freeze is whole");
    return lines;
  }

  private String holdWords() {
    return CHOICES + " or no-go within " + Durations.words(hold) + "; silence is no-go";
  }

  private static String lastLook() {
    return "Freeze, source and target are looked at once more.";
  }

  private String window() {
    return "Watched for "
        + Durations.words(timeline.monitoring())
        + ", a probe every "
        + Durations.words(timeline.probeEvery())
        + "; three bad of five are too many.";
  }

  private String onTrigger() {
    return switch (timeline.onTrigger()) {
      case ALERT -> "People are told";
      case ASK -> "People are asked";
      case ROLLBACK -> "Rollback";
    };
  }

  private static List<String> lines(List<Criterion> criteria) {
    return criteria.stream().map(line -> line.id() + ": " + line.required()).toList();
  }

  private static String sentence(List<Criterion> criteria) {
    return criteria.stream()
        .map(line -> line.id() + " (" + line.required() + ")")
        .collect(Collectors.joining("; "));
  }
}

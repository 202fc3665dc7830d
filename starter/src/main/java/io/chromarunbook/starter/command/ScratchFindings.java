package io.chromarunbook.starter.command;

import io.chromarunbook.stack.MachineFinding;
import io.chromarunbook.stack.MachineFinding.Severity;
import io.chromarunbook.starter.offline.TargetScratch;
import io.chromarunbook.starter.terminal.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code doctor} says of scratch collections at the targets of this home's runs. */
final class ScratchFindings {

  private ScratchFindings() {}

  static List<MachineFinding> of(List<TargetScratch> targets) {
    List<MachineFinding> findings = new ArrayList<>();
    targets.forEach(target -> findings.addAll(of(target)));
    return findings;
  }

  private static List<MachineFinding> of(TargetScratch target) {
    String subject = "target " + target.target();
    List<MachineFinding> findings = new ArrayList<>();
    if (!target.removed().isEmpty()) {
      findings.add(
          note(
              subject,
              "a worker that died had left scratch collections, now removed: "
                  + String.join(", ", target.removed()),
              null));
    }
    if (!target.kept().isEmpty()) {
      findings.add(
          note(
              subject,
              "has scratch collections that a run may be working in: "
                  + target.kept().stream()
                      .map(ScratchFindings::words)
                      .collect(Collectors.joining(", ")),
              "nothing: what is left of them is removed by the next run there, or by this command"));
    }
    if (!target.unseen().isEmpty()) {
      findings.add(
          note(
              subject,
              "scratch collections could not be looked for: " + target.unseen(),
              "nothing, unless that target is still in use"));
    }
    return findings.isEmpty()
        ? List.of(
            new MachineFinding(subject, Severity.GOOD, "no scratch collections are left", null))
        : findings;
  }

  private static String words(TargetScratch.Kept kept) {
    return kept.name()
        + " (migration "
        + kept.migration()
        + (kept.removable() == null
            ? ", it does not say since when"
            : ", counts as left from " + Times.local().of(kept.removable(), Instant.now()) + " on")
        + ")";
  }

  private static MachineFinding note(String subject, String found, String mend) {
    return new MachineFinding(subject, Severity.NOTE, found, mend);
  }
}

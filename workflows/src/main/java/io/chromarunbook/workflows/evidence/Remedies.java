package io.chromarunbook.workflows.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Which choices would help with what does not hold, and what each would act on. */
final class Remedies {

  /** Always possible. */
  static final Remedy UNDO =
      Remedy.of(Choice.NO_GO, "undoes what was done; the source serves again");

  private final Grounds grounds;

  private Remedies(Grounds grounds) {
    this.grounds = grounds;
  }

  /** The likeliest first; to undo everything is always possible, and comes last. */
  static List<Remedy> of(Grounds grounds) {
    List<Remedy> remedies = new ArrayList<>(new Remedies(grounds).list());
    remedies.add(UNDO);
    return remedies;
  }

  private List<Remedy> list() {
    if (grounds.freeze().isPresent()) {
      return List.of(
          Remedy.of(
              Choice.RETRY,
              "freezes the source again, proves it, and compares the source once more"));
    }
    if (!grounds.uncopied().isEmpty()) {
      return uncopied();
    }
    List<Remedy> remedies = new ArrayList<>();
    grounds.findings().ifPresent(findings -> ofRecords(findings.totals(), remedies));
    return remedies;
  }

  private List<Remedy> uncopied() {
    List<String> failed = grounds.uncopied().stream().map(Uncopied::collection).toList();
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new Remedy(Choice.RETRY, "copies again what failed, once its cause is mended", failed, 0));
    // Nothing is to be had from the quarantine before the plan has changed.
    boolean something =
        grounds.uncopied().stream().anyMatch(Uncopied::quarantineFull) || quarantined() > 0;
    if (grounds.amended() && something) {
      remedies.add(
          new Remedy(
              Choice.REPLAY,
              "sends what was put aside through the amended transform, then copies again what failed",
              failed,
              quarantined()));
    }
    return remedies;
  }

  private void ofRecords(Totals totals, List<Remedy> remedies) {
    long mendable = totals.different() + totals.missing();
    remedies.add(
        totals.unexplained() > 0
            ? new Remedy(
                Choice.RETRY,
                "removes the collections that differ at the target, copies and validates them again",
                with(Totals::unexplained),
                totals.unexplained())
            : Remedy.of(Choice.RETRY, "validates again"));
    if (mendable > 0) {
      remedies.add(
          new Remedy(
              Choice.REPAIR,
              "writes again exactly the records that differ or are missing",
              with(each -> each.different() + each.missing()),
              mendable));
    }
    if (totals.quarantined() > 0) {
      remedies.add(
          new Remedy(
              Choice.REPLAY,
              "sends the quarantined records through the transform again; helps after an amendment",
              with(Totals::quarantined),
              totals.quarantined()));
    }
  }

  private long quarantined() {
    return grounds.differences().stream().mapToLong(each -> each.totals().quarantined()).sum();
  }

  private List<String> with(ToLongFunction<Totals> number) {
    return grounds.differences().stream()
        .filter(each -> number.applyAsLong(each.totals()) > 0)
        .map(CollectionDifference::collection)
        .toList();
  }
}

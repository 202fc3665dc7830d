package io.chromarunbook.activities.inplace;

import io.chromarunbook.directory.AssessedCollection;
import io.chromarunbook.directory.Assessment;
import io.chromarunbook.directory.Fault;
import io.chromarunbook.directory.Verdict;
import io.chromarunbook.workflows.plan.CollectionSelection;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.QuarantinePlan;
import io.chromarunbook.workflows.plan.TransformPlan;
import io.chromarunbook.workflows.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether anything speaks against the road before it is tried. */
final class Eligibility {

  private static final int LONGEST = 80;

  private final Plan plan;
  private final Assessment assessment;

  /** Of what was found in the source of this plan. */
  Eligibility(Plan plan, Assessment assessment) {
    this.plan = plan;
    this.assessment = assessment;
  }

  /** Why the directory cannot be taken. */
  Optional<String> objection() {
    return otherPlacesObject().or(this::faultsObject).or(this::verdictsObject);
  }

  /** Why the plan does not want it to be taken. */
  static Optional<String> objection(Plan plan) {
    if (plan.source().isLive()) {
      return Optional.of(
          "an application has the directory open, and a copy of it is frozen as it is.");
    }
    List<String> asks = new ArrayList<>();
    if (!plan.transform().equals(TransformPlan.NONE)) {
      asks.add("transform");
    }
    if (!plan.collections().equals(CollectionSelection.ALL)) {
      asks.add("collections");
    }
    if (!plan.quarantine().equals(QuarantinePlan.NONE)) {
      asks.add("quarantine");
    }
    if (!plan.source().tenant().equals(plan.target().tenant())
        || !plan.source().database().equals(plan.target().database())) {
      asks.add("another tenant or database at the target");
    }
    return asks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the plan asks for what only the API can do: " + String.join(", ", asks) + ".");
  }

  /** All of a directory comes along, also what nobody compares. */
  private Optional<String> otherPlacesObject() {
    return assessment.collections().stream()
        .filter(collection -> !inPlace(collection))
        .findFirst()
        .map(
            other ->
                "the directory holds '%s' in tenant %s, database %s, which the plan does not move."
                    .formatted(
                        Printable.of(other.name(), LONGEST),
                        Printable.of(other.tenant(), LONGEST),
                        Printable.of(other.database(), LONGEST)));
  }

  private boolean inPlace(AssessedCollection collection) {
    return collection.isIn(plan.source().tenant(), plan.source().database());
  }

  private Optional<String> faultsObject() {
    return assessment.faultsThatBreak1x().stream().findFirst().map(Eligibility::words);
  }

  private Optional<String> verdictsObject() {
    return assessment.collections().stream()
        .filter(each -> !(each.verdict() instanceof Verdict.OpensAsItIs))
        .findFirst()
        .map(
            each ->
                "'%s' %s: %s."
                    .formatted(
                        Printable.of(each.name(), LONGEST),
                        each.verdict().words(),
                        Printable.of(each.verdict().why(), 300)));
  }

  private static String words(Fault fault) {
    String records =
        fault.records().isEmpty()
            ? ""
            : " (records "
                + String.join(
                    ", ", fault.records().stream().map(id -> Printable.of(id, LONGEST)).toList())
                + ")";
    String where =
        fault
            .collection()
            .map(name -> " in '" + Printable.of(name.name(), LONGEST) + "'")
            .orElse("");
    return "%s%s%s: %s."
        .formatted(
            fault.kind().words(), where, records, Printable.of(fault.kind().what1xDoes(), 300));
  }
}

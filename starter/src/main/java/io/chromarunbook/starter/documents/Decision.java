package io.chromarunbook.starter.documents;

import io.chromarunbook.starter.offline.DryRunForecast;
import io.chromarunbook.starter.planning.LiveInventory;
import io.chromarunbook.workflows.evidence.Criterion;
import io.chromarunbook.workflows.evidence.Findings;
import io.chromarunbook.workflows.evidence.Grounds;
import io.chromarunbook.workflows.evidence.Interruptions;
import io.chromarunbook.workflows.evidence.Judgement;
import io.chromarunbook.workflows.evidence.Totals;
import io.chromarunbook.workflows.plan.GateId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What GO needs and what alone means NO-GO, in the words of the one function that decides, made for
 * as many records as there are.
 */
final class Decision {

  /** Where nobody has counted yet, shares are shown of this many. */
  private static final long FOR_EXAMPLE = 10_000;

  private final Subject subject;
  private final Judgement judgement;

  Decision(Subject subject) {
    this.subject = subject;
    long records = records().orElse(FOR_EXAMPLE);
    int collections =
        subject.look().inventory().map(inventory -> inventory.collections().size()).orElse(1);
    // Every record is well, so that what is required stands there and nothing that was observed.
    Findings well =
        new Findings(
            new Totals(records, records, 0, 0, 0, 0, 0),
            collections,
            collections,
            (int)
                subject.plan().transform().fields().values().stream()
                    .filter(rule -> rule.required())
                    .count(),
            0,
            0,
            List.of(),
            subject.plan().validation());
    this.judgement =
        Judgement.of(
            new Grounds(
                List.of(),
                false,
                Optional.of(well),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                subject.plan().gate(GateId.GO_NO_GO).roles(),
                Map.of(),
                Interruptions.NONE));
  }

  /** How many records migrate, as far as anybody has counted. */
  private Optional<Long> records() {
    return subject
        .look()
        .inventory()
        .map(LiveInventory::records)
        .or(() -> subject.forecast().map(DryRunForecast::records));
  }

  /** The lines GO needs; answers of people come last. */
  List<Criterion> criteria() {
    return judgement.criteria();
  }

  /** The lines that validation judges. */
  List<Criterion> criteriaOfData() {
    return judgement.criteria().stream().filter(line -> line.pass() != null).toList();
  }

  /** The lines that people say. */
  List<Criterion> approvals() {
    return judgement.criteria().stream().filter(line -> line.pass() == null).toList();
  }

  /** Any one means NO-GO. */
  List<Criterion> triggers() {
    return judgement.triggers();
  }

  /** How the numbers in it came about. */
  String basis() {
    if (subject.look().inventory().isPresent()) {
      return "Numbers are for what the source holds now; the frozen inventory of Step 1 counts.";
    }
    return subject.forecast().isPresent()
        ? "Numbers are for the records that the last dry-run read; the frozen inventory counts."
        : "Nobody has counted yet, so numbers are shown for one collection of 10,000 records; the"
            + " frozen inventory of Step 1 counts.";
  }
}

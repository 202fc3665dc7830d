package io.chromarunbook.starter.planning;

import io.chromarunbook.directory.AssessedCollection;
import io.chromarunbook.directory.Assessment;
import io.chromarunbook.directory.ChromaDirectory;
import io.chromarunbook.directory.Fault;
import io.chromarunbook.directory.Road;
import io.chromarunbook.directory.UnfitDirectoryException;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.text.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a server can give, from a copy of a plan's directory, what is to be moved. */
public final class FitDirectory {

  private static final int LONGEST_NAME = 80;
  private static final int NAMED_RECORDS = 5;

  private FitDirectory() {}

  /**
   * Looks whether it can, where the source of a plan's file is a directory.
   *
   * @throws Failure where it cannot, saying all that is in the way
   */
  public static void require(PlanFile file) {
    if (file.plan().source().directory() == null) {
      return;
    }
    List<PlanObjection> objections = objections(file.plan());
    if (!objections.isEmpty()) {
      var ignored = new PlanLook(Optional.empty(), objections).orThrow(Optional.of(file));
    }
  }

  private static List<PlanObjection> objections(Plan plan) {
    try {
      return objections(plan, ChromaDirectory.assess(Path.of(plan.source().directory())));
    } catch (UnfitDirectoryException e) {
      return List.of(PlanObjection.wrong("source.directory", e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What speaks against it, the worst first. */
  static List<PlanObjection> objections(Plan plan, Assessment assessment) {
    List<AssessedCollection> moved =
        assessment.collections().stream()
            .filter(each -> each.isIn(plan.source().tenant(), plan.source().database()))
            .filter(each -> plan.collections().selects(each.name()))
            .toList();
    return assessment.faults().stream()
        .filter(fault -> fault.kind().road().compareTo(Road.MEND_FIRST) >= 0)
        .filter(fault -> moved.stream().anyMatch(fault::concerns))
        .map(fault -> objection(assessment.path(), fault))
        .toList();
  }

  private static PlanObjection objection(Path directory, Fault fault) {
    String message =
        "%s: %s%s%s; %s%s. All that is wrong says %s."
            .formatted(
                directory,
                fault
                    .collection()
                    .map(name -> "in '" + Printable.of(name.name(), LONGEST_NAME) + "', ")
                    .orElse(""),
                fault.kind().words(),
                records(fault),
                fault.kind().remedy(),
                fault.collection().isPresent()
                    ? ", or leave this collection out (exclude) and move the others"
                    : "",
                Commands.of("assess " + Commands.word(directory.toString())));
    return fault.losesData()
        ? PlanObjection.damaged("source.directory", message)
        : PlanObjection.refused("source.directory", message);
  }

  private static String records(Fault fault) {
    if (fault.records().isEmpty()) {
      return "";
    }
    return fault.records().stream()
        .limit(NAMED_RECORDS)
        .map(id -> Printable.of(id, LONGEST_NAME))
        .collect(Collectors.joining(", ", " (", fault.count() > NAMED_RECORDS ? ", …)" : ")"));
  }
}

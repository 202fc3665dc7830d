package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.checks.Catalogue;
import io.chromarunbook.activities.checks.Check;
import io.chromarunbook.activities.checks.Family;
import io.chromarunbook.activities.checks.Selection;
import io.chromarunbook.activities.validation.Writing;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.outcome.Nearest;
import io.chromarunbook.workflows.status.RunbookCommand;
import java.util.List;

/**
 * What of the suite somebody wants.
 *
 * @param families by name; with the checks empty too: all
 * @param checks by id
 * @param writeProbe whether a scratch collection may be made at the target and removed again
 */
public record ValidationWishes(List<String> families, List<String> checks, boolean writeProbe) {

  public ValidationWishes {
    families = List.copyOf(families);
    checks = List.copyOf(checks);
  }

  Writing writing() {
    return writeProbe ? Writing.SCRATCH : Writing.NONE;
  }

  Selection selection() {
    return Selection.of(families, checks);
  }

  /**
   * Returns where there is a family or check of each name.
   *
   * @throws Failure where there is not
   */
  public void requireKnown() {
    List<String> knownFamilies = Catalogue.FAMILIES.stream().map(Family::name).toList();
    for (String family : families) {
      if (!knownFamilies.contains(family)) {
        throw Failure.usage(
            "There is no family '%s'; the families are %s"
                .formatted(family, String.join(", ", knownFamilies)));
      }
    }
    List<String> knownChecks =
        Catalogue.FAMILIES.stream()
            .flatMap(family -> family.checks().stream())
            .map(Check::id)
            .toList();
    for (String check : checks) {
      if (!knownChecks.contains(check)) {
        throw Failure.usage(
            "There is no check '%s'; did you mean %s? All are listed by %s"
                .formatted(
                    check,
                    Nearest.of(check, knownChecks).orElseThrow(),
                    RunbookCommand.of("explain")));
      }
    }
  }
}

package io.chromarunbook.workflows.evidence;

import io.chromarunbook.workflows.plan.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the decision rests on, as things stand.
 *
 * @param uncopied collections that could not be copied
 * @param amended whether the plan was amended since the run began
 * @param findings of validation; empty before it ran, which leaves its lines pending
 * @param checks of the validation suite
 * @param differences a line a collection, the first hundred
 * @param acceptance which of the plan's acceptance commands is not content
 * @param freeze how the freeze was broken
 * @param change what became different at the target after people approved
 * @param roles that must approve
 * @param answers by role: true, false, or absent while it has not answered
 */
public record Grounds(
    List<Uncopied> uncopied,
    boolean amended,
    Optional<Findings> findings,
    List<CheckResult> checks,
    List<CollectionDifference> differences,
    Optional<String> acceptance,
    Optional<String> freeze,
    Optional<String> change,
    List<Role> roles,
    Map<Role, Boolean> answers,
    Interruptions interruptions) {

  public Grounds {
    uncopied = List.copyOf(uncopied);
    checks = List.copyOf(checks);
    differences = List.copyOf(differences);
    roles = List.copyOf(roles);
    answers = Map.copyOf(answers);
  }

  /** Before anything was found, with these roles asked. */
  public static Grounds none(List<Role> roles) {
    return new Grounds(
        List.of(),
        false,
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        roles,
        Map.of(),
        Interruptions.NONE);
  }

  /** What was found alone, with nobody asked and nothing else to object. */
  public static Grounds found(Findings findings) {
    return new Grounds(
        List.of(),
        false,
        Optional.of(findings),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Map.of(),
        Interruptions.NONE);
  }
}

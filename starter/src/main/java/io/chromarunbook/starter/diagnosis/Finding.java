package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.workflows.plan.Person;
import io.chromarunbook.workflows.plan.Role;
import java.time.Instant;
import java.util.List;

/**
 * An issue a run has, with all that a person needs who is to mend it.
 *
 * @param about what exactly it is about, in words; empty where that is the run itself
 * @param since when it began; null where that is not known
 * @param evidence what it is recognised by
 * @param cures what mends it, as it is typed
 * @param call who is called
 * @param otherwise what becomes of it while nobody does anything
 * @param until when that is; null where nobody knows
 */
public record Finding(
    KnownIssue issue,
    String about,
    Instant since,
    List<Evidence> evidence,
    List<Remedy> cures,
    List<Called> call,
    String otherwise,
    Instant until) {

  /**
   * What mends it.
   *
   * @param command as it is typed; empty where it is none that we can know
   */
  public record Remedy(String what, String command) {}

  /** Whom to call in a role. */
  public record Called(Role role, List<Person> people) {
    public Called {
      people = List.copyOf(people);
    }
  }

  public Finding {
    evidence = List.copyOf(evidence);
    cures = List.copyOf(cures);
    call = List.copyOf(call);
  }

  /** Whether somebody has to act. */
  public boolean wrong() {
    return issue.severity() != KnownIssue.Severity.NOTE;
  }
}

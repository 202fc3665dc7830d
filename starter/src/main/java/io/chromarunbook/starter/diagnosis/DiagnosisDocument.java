package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.workflows.plan.Person;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.text.UtcTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is wrong with a run, for scripts.
 *
 * @param wrong whether somebody has to act
 * @param lookedAt what was looked at, in words
 * @param unseen what could not be seen, and why
 */
public record DiagnosisDocument(
    String migration,
    Instant at,
    boolean wrong,
    List<Issue> findings,
    List<String> lookedAt,
    List<String> unseen) {

  /** One finding; the names are those of {@link Finding} and of {@link KnownIssue}. */
  public record Issue(
      String id,
      String family,
      String severity,
      String title,
      String about,
      Instant since,
      List<String> evidence,
      String cause,
      List<Finding.Remedy> remedies,
      List<Called> call,
      String otherwise,
      Instant until) {

    /** Of a finding. */
    public static Issue of(Finding finding) {
      return new Issue(
          finding.issue().id(),
          finding.issue().family().name(),
          finding.issue().severity().name(),
          finding.issue().title(),
          finding.about(),
          finding.since(),
          finding.evidence().stream().map(each -> each.words(UtcTime::words)).toList(),
          finding.issue().cause(),
          finding.cures(),
          finding.call().stream().map(Called::of).toList(),
          finding.otherwise(),
          finding.until());
    }
  }

  /**
   * Whom to call in a role.
   *
   * @param contacts where they are reached, by their names, as far as the plan says
   */
  public record Called(Role role, List<String> people, Map<String, String> contacts) {

    static Called of(Finding.Called called) {
      return new Called(
          called.role(),
          called.people().stream().map(Person::name).toList(),
          called.people().stream()
              .filter(person -> person.contact() != null)
              .collect(
                  Collectors.toMap(
                      Person::name, Person::contact, (one, other) -> one, TreeMap::new)));
    }
  }

  /** Of what was found. */
  public static DiagnosisDocument of(RunFacts facts, List<Finding> findings) {
    return new DiagnosisDocument(
        facts.id(),
        facts.now(),
        findings.stream().anyMatch(Finding::wrong),
        findings.stream().map(Issue::of).toList(),
        facts.lookedAt(),
        facts.unseen());
  }
}

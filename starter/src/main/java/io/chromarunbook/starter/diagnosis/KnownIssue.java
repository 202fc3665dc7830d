package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.runbook.Authority.Right;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that goes wrong with runs, as troubleshooting describes it. The one table of them: what
 * {@code diagnose} recognises and what the runbook's documents print comes from here.
 *
 * @param id stable, for scripts and links
 * @param title what is wrong, in half a sentence
 * @param shows how it shows to people, before anybody has diagnosed anything
 * @param cause why it happens
 * @param call who is called: those who have this right
 * @param unattended what becomes of it while nobody does anything
 * @param cures what mends it, the likeliest first
 */
public record KnownIssue(
    String id,
    Family family,
    Severity severity,
    String title,
    String shows,
    String cause,
    Right call,
    Unattended unattended,
    List<Cure> cures) {

  /** How much it matters. */
  public enum Severity {
    /** Nothing is broken: people are waited for, or it goes on by itself, only slower. */
    NOTE,
    /** Somebody has to act before the run goes on. */
    PROBLEM,
    /** Somebody has to act at once: data, traffic or the time of the freeze are at stake. */
    ALARM
  }

  /** Where the fourth section of the runbook has it, in its order. */
  public enum Family {
    STUCK_PROCESS("Stuck process"),
    METADATA("Metadata incomplete"),
    NETWORK("Network"),
    EMBEDDINGS("Embeddings missing or mismatched"),
    TARGET("Target full, slow or refusing"),
    FREEZE("Freeze"),
    PEOPLE("Waiting for people"),
    FILES("Files of the run"),
    END("A run that has ended");

    private final String heading;

    Family(String heading) {
      this.heading = heading;
    }

    /** As the runbook names it. */
    public String heading() {
      return heading;
    }
  }

  public KnownIssue {
    cures = List.copyOf(cures);
  }

  /** All of them, by family, the likeliest of each first. */
  public static List<KnownIssue> all() {
    return Stream.of(
            StuckProcess.ALL,
            IncompleteMetadata.ALL,
            NetworkTrouble.ALL,
            UnfitEmbeddings.ALL,
            TargetTrouble.ALL,
            FreezeTrouble.ALL,
            PeopleAwaited.ALL,
            DamagedFiles.ALL,
            EndedRun.ALL)
        .flatMap(List::stream)
        .toList();
  }

  /** Those of one family. */
  public static List<KnownIssue> of(Family family) {
    return all().stream().filter(issue -> issue.family() == family).toList();
  }

  /** Which roles are called by a plan. */
  public List<Role> rolesToCall(Plan plan) {
    return call.roles(plan);
  }

  /** What becomes of it while nobody does anything, with the times of a plan. */
  public String otherwise(Plan plan) {
    return unattended.words(plan);
  }
}

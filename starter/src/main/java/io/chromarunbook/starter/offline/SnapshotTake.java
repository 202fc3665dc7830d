package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.run.DirectoryServers;
import io.chromarunbook.activities.run.OutageWords;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.StandaloneWork;
import io.chromarunbook.activities.taking.SnapshotTaking;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Outage;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes the snapshot of a plan's source alone, without Temporal and without a target. */
public final class SnapshotTake {

  private static final String AGAIN = " Run the same command again: it goes on.";

  private final RunbookHome home;
  private final Map<String, String> environment;
  private final DirectoryServers directories;
  private final RecordsListener listener;
  private final Consumer<String> say;

  /**
   * Works in this home, with secrets from these variables.
   *
   * @param directories who serves a copy of the source where that is a directory
   * @param say tells of a server that is slow to answer, and of an interruption
   */
  public SnapshotTake(
      RunbookHome home,
      Map<String, String> environment,
      DirectoryServers directories,
      RecordsListener listener,
      Consumer<String> say) {
    this.home = home;
    this.environment = Map.copyOf(environment);
    this.directories = directories;
    this.listener = listener;
    this.say = say;
  }

  /**
   * Takes it.
   *
   * @param place where to; empty for the home
   * @throws Failure in one sentence
   */
  public TakenFiles take(Plan plan, Optional<Path> place) {
    requireNoSnapshot(plan.source());
    RunFolder folder =
        place
            .map(given -> new RunFolder(given.toAbsolutePath().normalize()))
            .orElseGet(() -> home.takenSnapshot(plan.migration()));
    SnapshotTaking taking =
        new SnapshotTaking(
            home,
            folder,
            new Secrets(environment::get),
            ChromaServers::toWrite,
            directories,
            plan,
            new Told());
    // A server of a directory would outlive this process.
    Thread interrupted =
        new Thread(
            () -> {
              taking.putAway();
              say.accept("Interrupted; what is complete is kept." + AGAIN);
            },
            "interrupted");
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      return TakenFiles.of(plan, taking.take());
    } catch (ApplicationFailure e) {
      throw failure(e);
    } catch (ChromaException e) {
      throw Failure.unreachable(e.getMessage() + AGAIN, e);
    } finally {
      forget(interrupted);
    }
  }

  private static void forget(Thread hook) {
    try {
      var ignored = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException interrupted) {
      // It is being run.
    }
  }

  private static void requireNoSnapshot(ServerPlan source) {
    if (source.snapshot() != null) {
      throw Failure.usage(
          "The source of this plan is a snapshot already, in "
              + source.snapshot()
              + "; name a server by source.url, or a directory by source.directory");
    }
  }

  /** Passes on how far it is. */
  private final class Told implements StandaloneWork.Listener {

    private final OutageWords words = new OutageWords();

    @Override
    public void done(String what, long records, long total) {
      listener.done(what, records, total);
    }

    @Override
    public void waiting(Optional<Outage> outage) {
      say.accept(
          outage.map(lasting -> "Waiting: " + words.of(lasting) + ".").orElse("The wait is over."));
    }
  }

  private static RuntimeException failure(ApplicationFailure failure) {
    String sentence = failure.getOriginalMessage();
    return switch (FailureKind.of(failure.getType())) {
      case UNREACHABLE, CREDENTIALS, GAVE_UP -> Failure.unreachable(sentence + AGAIN, failure);
      case SOURCE_CHANGED, CORRUPT_DATA -> Failure.data(sentence, failure);
      case BAD_PLAN, NOT_OWNER, FENCED -> Failure.usage(sentence, failure);
      case REFUSED -> Failure.refused(sentence);
      case DISK -> Failure.refused(sentence + AGAIN);
      case QUARANTINE_FULL, WRONG_HOME, DEFECT -> failure;
    };
  }
}

package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.checks.Selection;
import io.chromarunbook.activities.run.OutageWords;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.StandaloneWork;
import io.chromarunbook.activities.validation.StandaloneValidation;
import io.chromarunbook.activities.validation.ValidationDocument;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.FailureKind;
import io.chromarunbook.workflows.steps.Outage;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Holds both servers of a plan against each other, whoever moved the data. */
public final class MigrationValidation {

  private final RunbookHome home;
  private final Map<String, String> environment;
  private final RecordsListener listener;
  private final Consumer<String> say;

  /**
   * Works in this home, with secrets from these variables.
   *
   * @param say tells of a server that is slow to answer
   */
  public MigrationValidation(
      RunbookHome home,
      Map<String, String> environment,
      RecordsListener listener,
      Consumer<String> say) {
    this.home = home;
    this.environment = Map.copyOf(environment);
    this.listener = listener;
    this.say = say;
  }

  /**
   * Looks at as much as these checks need, and judges it.
   *
   * @throws Failure in one sentence
   */
  public ValidatedMigration validate(Plan plan, ValidationWishes wishes) {
    Selection selection = wishes.selection();
    StandaloneValidation validation =
        new StandaloneValidation(
            home, new Secrets(environment::get), ChromaServers::toWrite, plan, new Told());
    try {
      ValidationDocument found = validation.validate(selection, wishes.writing());
      return new ValidatedMigration(
          found.checks(),
          validation.folder().validation(),
          validation.folder().validationFailures());
    } catch (ApplicationFailure e) {
      throw failure(e);
    }
  }

  /** Passes on what a validation says of itself. */
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
      case UNREACHABLE, CREDENTIALS, GAVE_UP ->
          Failure.unreachable(sentence + " When it answers again, run the same command.", failure);
      case SOURCE_CHANGED ->
          Failure.data("The source changed while it was read: " + sentence, failure);
      case CORRUPT_DATA -> Failure.data(sentence, failure);
      case BAD_PLAN -> Failure.usage(sentence, failure);
      case DISK, REFUSED, NOT_OWNER, FENCED, QUARANTINE_FULL -> Failure.refused(sentence);
      case WRONG_HOME, DEFECT -> failure;
    };
  }
}

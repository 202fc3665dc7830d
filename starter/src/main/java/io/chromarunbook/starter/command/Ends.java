package io.chromarunbook.starter.command;

import io.chromarunbook.client.ClientFailure.Unanswered;
import io.chromarunbook.client.Follower;
import io.chromarunbook.client.KnownRun;
import io.chromarunbook.client.Migrations;
import io.chromarunbook.client.PendingWork;
import io.chromarunbook.client.Silence;
import io.chromarunbook.starter.diagnosis.Diagnosis;
import io.chromarunbook.starter.diagnosis.Finding;
import io.chromarunbook.starter.diagnosis.LastingIssues;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.terminal.Narrator;
import io.chromarunbook.starter.terminal.PendingNarrator;
import io.chromarunbook.starter.terminal.SilenceNews;
import io.chromarunbook.starter.terminal.Terminal;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.status.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Following a run to its end. */
final class Ends {

  private Ends() {}

  /** What a command that waited for the end ends with. */
  static int exitCode(MigrationStatus last) {
    return last.state() == RunState.COMPLETED ? ExitCode.DONE : ExitCode.ENDED_OTHERWISE;
  }

  /**
   * Tells the run as it happens, with what it tries again and again; says once who keeps silent,
   * and once that it is over.
   *
   * @param complaints where silences are told
   */
  static Follower.Listener narrating(Session session, Terminal narration, Terminal complaints) {
    Migrations migrations = session.migrations();
    return new Follower.Listener() {
      private final Narrator narrator = new Narrator(narration);
      private final PendingNarrator pending = new PendingNarrator(narration);
      private final SilenceNews silences = new SilenceNews(complaints::complain);
      private final LastingIssues issues = new LastingIssues();
      private Optional<KnownRun> known = Optional.empty();

      @Override
      public void stands(MigrationStatus status) {
        narrator.tell(status);
        try {
          List<PendingWork> tried = migrations.pending(status.migration());
          pending.tell(tried, Instant.now());
          known = known.isPresent() ? known : migrations.known(status.migration());
          known.ifPresent(run -> diagnose(run, status, tried));
        } catch (Unanswered e) {
          // The next look at the run says who keeps silent.
        }
      }

      private void diagnose(KnownRun run, MigrationStatus status, List<PendingWork> tried) {
        Instant now = Instant.now();
        List<Finding> found =
            Diagnosis.of(
                Examination.of(session, run, Optional.of(status), tried, Optional.empty()));
        issues.news(run.id(), found, Times.local(), now).forEach(narration::say);
      }

      @Override
      public void silence(Silence silence) {
        silences.silence(silence);
      }

      @Override
      public void heardAgain(Silence before) {
        silences.heardAgain(before);
      }
    };
  }
}

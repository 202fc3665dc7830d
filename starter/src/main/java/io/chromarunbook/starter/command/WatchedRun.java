package io.chromarunbook.starter.command;

import io.chromarunbook.client.ClientFailure;
import io.chromarunbook.client.Follower;
import io.chromarunbook.client.PendingWork;
import io.chromarunbook.client.Silence;
import io.chromarunbook.starter.diagnosis.Diagnosis;
import io.chromarunbook.starter.diagnosis.DiagnosisText;
import io.chromarunbook.starter.diagnosis.Finding;
import io.chromarunbook.starter.diagnosis.LastingIssues;
import io.chromarunbook.starter.offline.HeldRecords;
import io.chromarunbook.starter.terminal.HoldText;
import io.chromarunbook.starter.terminal.LastHeard;
import io.chromarunbook.starter.terminal.ScreenNews;
import io.chromarunbook.starter.terminal.SilenceText;
import io.chromarunbook.starter.terminal.StatusContext;
import io.chromarunbook.starter.terminal.StatusPage;
import io.chromarunbook.starter.terminal.Times;
import io.chromarunbook.workflows.status.HoldLine;
import io.chromarunbook.workflows.status.MigrationStatus;
import io.chromarunbook.workflows.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run as it was heard of last, and the page that shows it at any moment. */
final class WatchedRun implements Follower.Listener {

  /** A question may take so long before people are told that it was not answered yet. */
  private static final Duration ANSWER = Duration.ofSeconds(6);

  private final Session session;
  private final RunAtHand run;
  private final String id;
  private MigrationStatus status;
  private List<PendingWork> pending = List.of();
  private Optional<HeldRecords> held = Optional.empty();
  private Optional<HoldLine> heldIn = Optional.empty();
  private Silence silence;
  private Instant workerHeard;
  private Instant temporalHeard;
  private List<Finding> lasting = List.of();
  private final LastingIssues issues = new LastingIssues();
  private final ScreenNews news = new ScreenNews();
  private final Instant begun = Instant.now();

  WatchedRun(Session session, RunAtHand run) {
    this.session = session;
    this.run = run;
    this.id = run.standing().id();
  }

  @Override
  public void stands(MigrationStatus answer) {
    Optional<HeldRecords> records = records(answer);
    Optional<List<PendingWork>> tried = tried();
    synchronized (this) {
      status = answer;
      held = records;
      heldIn = HoldText.open(answer);
      pending = tried.orElse(pending);
      silence = null;
      workerHeard = Instant.now();
      temporalHeard = workerHeard;
      diagnose(Optional.empty());
    }
  }

  /** Keeps which issues last, and tells that one is over. */
  private void diagnose(Optional<Silence.NoWorker> noWorker) {
    Instant now = Instant.now();
    List<Finding> found =
        run.known()
            .map(
                known ->
                    Examination.of(
                        session,
                        known,
                        noWorker.isPresent() ? Optional.empty() : Optional.ofNullable(status),
                        pending,
                        noWorker))
            .map(Diagnosis::of)
            .orElse(List.of());
    List<String> told = issues.news(id, found, Times.local(), now);
    lasting = LastingIssues.among(found, now);
    told.stream().filter(DiagnosisText::tellsTheEnd).forEach(over -> news.tell(over, now));
  }

  /** The records of a HOLD stay the same while it lasts, and its files may be large. */
  private Optional<HeldRecords> records(MigrationStatus answer) {
    return HoldText.open(answer).equals(heldIn) ? held : run.held(answer);
  }

  private Optional<List<PendingWork>> tried() {
    try {
      return Optional.of(session.migrations().pending(id));
    } catch (ClientFailure.Unanswered e) {
      // The next look at the run says who keeps silent.
      return Optional.empty();
    }
  }

  @Override
  public synchronized void silence(Silence lasts) {
    silence = lasts;
    if (lasts instanceof Silence.NoWorker noWorker) {
      temporalHeard = Instant.now();
      diagnose(Optional.of(noWorker));
    }
  }

  @Override
  public synchronized void heardAgain(Silence before) {
    Instant now = Instant.now();
    news.tell(SilenceText.over(before, Times.local(), now), now);
  }

  /** The run at this moment, on a screen of this size. */
  synchronized List<String> page(int rows, int columns) {
    Instant now = Instant.now();
    StatusPage page = new StatusPage(context(now, rows, columns));
    run.homeNote().ifPresent(page::note);
    if (silence != null) {
      page.warning(SilenceText.lasting(silence, Times.local(), now));
      page.note("What stands below was said before that.");
    } else if (news.at(now).isEmpty() && unanswered(now)) {
      page.warning("No answer yet from Temporal or a worker; still asking.");
    }
    if (silence == null) {
      news.at(now).forEach(page::note);
    }
    if (!(silence instanceof Silence.NoTemporal)) {
      lasting.forEach(finding -> page.issue(DiagnosisText.named(finding, id, Times.local(), now)));
    }
    if (status == null) {
      return page.over(List.of(session.terminal().paint().bold(Printable.of(id))));
    }
    return page.pending(pending).footnote("Temporal", session.migrations().place()).over(status);
  }

  private boolean unanswered(Instant now) {
    Instant last = workerHeard == null ? begun : workerHeard;
    return Duration.between(last, now).compareTo(ANSWER) > 0;
  }

  private StatusContext context(Instant now, int rows, int columns) {
    return StatusContext.of(session.terminal().paint(), Times.local(), now, columns)
        .within(rows)
        .linkedTo(session.migrations().ui(id))
        .heard(new LastHeard(workerHeard, temporalHeard, Map.of()))
        .held(held);
  }
}

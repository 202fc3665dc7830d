package io.chromarunbook.starter.offline;

import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.activities.run.ServerAddresses;
import io.chromarunbook.activities.scratch.MarkedScratch;
import io.chromarunbook.chroma.AnswerTime;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.ChromaServers;
import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.WritableServer;
import io.chromarunbook.starter.offline.TargetScratch.Kept;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.ServerPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds and removes scratch collections that dead workers left at the targets of this home's runs.
 * What does not bear our mark in name and metadata is never touched, nor what a run may be working
 * in.
 */
public final class ScratchLookout {

  /** Whoever asks for the whole machine does not wait for every target there ever was. */
  private static final int MOST_TARGETS = 10;

  private static final Duration GLANCE = Duration.ofSeconds(5);

  private record Place(String url, String tenant, String database) {}

  private final RunbookHome home;
  private final ServerAddresses addresses;

  /**
   * Looks at the targets of this home's runs.
   *
   * @param environment has the secrets their plans refer to
   */
  public ScratchLookout(RunbookHome home, Map<String, String> environment) {
    this.home = home;
    this.addresses = new ServerAddresses(new Secrets(environment::get));
  }

  /** What is left at each target, of the runs begun last first; nothing fails for one of them. */
  public List<TargetScratch> sweep() {
    Map<Place, Plan> targets = new LinkedHashMap<>();
    List<TargetScratch> found = new ArrayList<>();
    home.runs().stream()
        .map(home::run)
        .sorted(Comparator.comparing(ScratchLookout::begun).reversed())
        .forEach(
            folder -> {
              try {
                Plan plan = FileFailure.told(() -> Runs.plans(folder).get(0));
                ServerPlan target = plan.target();
                targets.putIfAbsent(
                    new Place(target.url(), target.tenant(), target.database()), plan);
              } catch (Failure e) {
                found.add(unseen(folder.plan().toString(), e.getMessage()));
              }
            });
    targets.values().stream().limit(MOST_TARGETS).map(this::at).forEach(found::add);
    return found;
  }

  private static Instant begun(RunFolder folder) {
    try {
      return Files.getLastModifiedTime(folder.owner()).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TargetScratch at(Plan plan) {
    String url = plan.target().url();
    try (WritableServer target =
        ChromaServers.toWrite(
            FileFailure.told(() -> addresses.target(plan))
                .within(AnswerTime.InAll.fromNow(GLANCE)))) {
      return swept(url, target);
    } catch (ChromaException | Failure e) {
      return unseen(url, e.getMessage());
    }
  }

  private TargetScratch swept(String url, WritableServer target) {
    List<String> removed = new ArrayList<>();
    List<Kept> kept = new ArrayList<>();
    for (CollectionInfo info : target.collections()) {
      MarkedScratch scratch = MarkedScratch.of(info).orElse(null);
      if (scratch == null) {
        continue;
      }
      if (!scratch.surelyLeft(Instant.now()) && !ended(scratch)) {
        kept.add(
            new Kept(
                info.name(),
                scratch.migration(),
                scratch.made().map(made -> made.plus(MarkedScratch.SURELY_LEFT)).orElse(null)));
        continue;
      }
      try {
        target.drop(info);
        removed.add(info.name());
      } catch (ChromaException e) {
        return new TargetScratch(
            url, removed, kept, info.name() + " could not be removed: " + e.getMessage());
      }
    }
    return new TargetScratch(url, removed, kept, "");
  }

  private boolean ended(MarkedScratch scratch) {
    return scratch.run().filter(run -> home.ended(scratch.migration(), run)).isPresent();
  }

  private static TargetScratch unseen(String where, String why) {
    return new TargetScratch(where, List.of(), List.of(), why);
  }
}

package io.chromarunbook.starter.conversion;

import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.starter.offline.RecordedEnd;
import io.chromarunbook.starter.offline.RecordedRun;
import io.chromarunbook.starter.planning.PlanFile;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.PlanReader;
import io.chromarunbook.workflows.status.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What was begun before in this home, by whoever was interrupted, or killed, or only forgot. */
final class BegunConversion {

  private static final String PLAN = "plan.yaml";

  private final Path conversions;
  private final RunbookHome home;

  BegunConversion(Path home) {
    this.conversions = home.resolve("conversions").toAbsolutePath();
    this.home = new RunbookHome(home);
  }

  /** Where the plan of a conversion lies. */
  Path plan(String id) {
    return conversions.resolve(id).resolve(PLAN);
  }

  /** Whether an id was used, by a conversion or by another run. */
  boolean used(String id) {
    return Files.exists(plan(id)) || Files.exists(home.run(id).path());
  }

  /**
   * The one between the same two places of which no end was written down, which may not have been
   * started either; nothing where there is none.
   */
  Optional<PlanFile> unended(ConversionWishes wishes) {
    return between(wishes).stream().filter(begun -> end(begun).isEmpty()).findFirst();
  }

  /** The report of the one between them that was completed; nothing where there is none. */
  Optional<Path> report(ConversionWishes wishes) {
    return between(wishes).stream()
        .filter(begun -> end(begun).filter(end -> end.state() == RunState.COMPLETED).isPresent())
        .map(begun -> home.run(begun.plan().migration()).reportHtml())
        .findFirst();
  }

  private List<PlanFile> between(ConversionWishes wishes) {
    Plan wanted = PlanReader.read(ConversionPlan.of("wanted", wishes));
    try (Stream<Path> folders =
        Files.isDirectory(conversions) ? Files.list(conversions) : Stream.empty()) {
      return folders
          .map(folder -> folder.resolve(PLAN))
          .filter(Files::exists)
          .map(PlanFile::read)
          .filter(begun -> samePlaces(begun.plan(), wanted))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean samePlaces(Plan one, Plan other) {
    return one.source().equals(other.source()) && one.target().equals(other.target());
  }

  private Optional<RecordedEnd> end(PlanFile begun) {
    String id = begun.plan().migration();
    return Files.exists(home.run(id).path()) ? RecordedRun.of(home, id).end() : Optional.empty();
  }
}

package io.chromarunbook.starter.conversion;

import io.chromarunbook.directory.AssessedDatabase;
import io.chromarunbook.directory.ChromaDirectory;
import io.chromarunbook.directory.UnfitDirectoryException;
import io.chromarunbook.starter.outcome.Failure;
import io.chromarunbook.starter.terminal.Commands;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.text.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A conversion moves one database; who does not say which must have no other. */
public final class OneDatabase {

  private static final int LONGEST = 60;
  private static final int NAMED = 5;

  private OneDatabase() {}

  /**
   * Looks for others, because whoever converts a directory means all of it.
   *
   * @throws Failure where there are
   */
  public static void require(ServerPlan source) {
    List<AssessedDatabase> used = used(source);
    AssessedDatabase meant = new AssessedDatabase(source.tenant(), source.database());
    if (used.isEmpty() || used.equals(List.of(meant))) {
      return;
    }
    throw Failure.refused(
        "%s has collections in %s: %s; a conversion moves one database: name it with --tenant and --database, and take a NEW for each. All that is there says %s"
            .formatted(
                source.directory(),
                used.size() == 1 ? "another database" : used.size() + " databases",
                used.stream()
                    .limit(NAMED)
                    .map(
                        each ->
                            Printable.of(each.tenant(), LONGEST)
                                + "/"
                                + Printable.of(each.name(), LONGEST))
                    .collect(Collectors.joining(", ")),
                Commands.of("assess " + Commands.word(source.directory()))));
  }

  private static List<AssessedDatabase> used(ServerPlan source) {
    try {
      return ChromaDirectory.databasesInUse(Path.of(source.directory()));
    } catch (UnfitDirectoryException | IOException unreadable) {
      // Which is said, and how to mend it, when the plan is held against it.
      return List.of();
    }
  }
}

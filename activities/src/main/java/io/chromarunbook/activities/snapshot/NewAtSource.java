package io.chromarunbook.activities.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.workflows.plan.Json;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The list of ids that came to the source while it was to stand still, for whoever looks for their
 * writer.
 */
public final class NewAtSource {

  private NewAtSource() {}

  /**
   * Keeps it in the run's folder, one JSON string a line.
   *
   * @param collection its number in the frozen inventory, from 0
   */
  public static Path keep(RunFolder folder, int collection, List<String> ids) {
    StringBuilder lines = new StringBuilder();
    try {
      for (String id : ids) {
        lines.append(Json.MAPPER.writeValueAsString(id)).append('\n');
      }
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    Path file = folder.newAtSource(collection);
    DurableFile.writeText(file, lines.toString());
    return file;
  }
}

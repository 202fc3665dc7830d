package io.chromarunbook.starter.migration;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the witness of the documents came to.
 *
 * @param exitCode 0, 1 or 2
 * @param said all it printed
 * @param result the file it wrote
 */
public record CalledWitness(int exitCode, String said, JsonNode result) {

  /** Calls it as people do, and lets it write its result into this file. */
  public static CalledWitness with(String source, String target, Path report, Path result)
      throws IOException, InterruptedException {
    Path said = result.resolveSibling("said");
    Process python =
        new ProcessBuilder(
                "python3",
                "-I",
                // Tests run in their module's folder, the documents lie beside it.
                Path.of("..", "docs", "verify.py").toString(),
                "--source",
                source,
                "--target",
                target,
                "--report",
                report.toString(),
                "--json",
                result.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    int ended = python.waitFor();
    return new CalledWitness(ended, Files.readString(said), Json.MAPPER.readTree(result.toFile()));
  }

  /** One of the result's texts. */
  public String text(String name) {
    return result.path(name).asText();
  }
}

package io.chromarunbook.activities.traffic;

import io.chromarunbook.activities.run.OpenRun;
import io.chromarunbook.activities.run.RunFolder;
import io.chromarunbook.activities.run.RunbookHome;
import io.chromarunbook.activities.run.Runs;
import io.chromarunbook.activities.run.Secrets;
import io.chromarunbook.chroma.InMemoryChroma;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.steps.RunReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A run in a directory of its own, between two servers in memory. */
final class TrialRun {

  final InMemoryChroma source = InMemoryChroma.legacy();
  final InMemoryChroma target = InMemoryChroma.current();
  final Map<String, String> environment = new HashMap<>();
  final Runs runs;
  final RunReference reference;
  final RunFolder folder;

  /** A plan with these further fields, as JSON that follows a comma. */
  TrialRun(Path home, String fields) {
    Plan plan = plan(fields);
    this.runs =
        new Runs(
            new RunbookHome(home),
            new Secrets(environment::get),
            (address, watch) -> address.url().getPort() == 1 ? source : target);
    this.reference = new RunReference("kb-to-1x", "first-run", Json.digest(plan));
    this.folder = runs.create(reference, plan);
  }

  OpenRun open() {
    return runs.open(reference);
  }

  private static Plan plan(String fields) {
    try {
      return Json.MAPPER.readValue(
          """
          {"migration": "kb-to-1x",
           "source": {"url": "http://source:1", "headers": {"Authorization": {"env": "SOURCE_AUTH"}}},
           "target": {"url": "http://target:2"},
           "people": {"operations-lead": ["ann"], "dba": ["bo"], "security": ["cy"]}%s}
          """
              .formatted(fields),
          Plan.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

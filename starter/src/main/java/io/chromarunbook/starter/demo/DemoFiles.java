package io.chromarunbook.starter.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.stack.GateEntry;
import io.chromarunbook.stack.OwnCommand;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.workflows.plan.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the demo's plan, and the program of its application. */
final class DemoFiles {

  private final DemoFolder folder;
  private final OwnCommand own;

  DemoFiles(DemoFolder folder, OwnCommand own) {
    this.folder = folder;
    this.own = own;
  }

  /** Writes the application's program, and the plan. */
  void write(String id, ServerEntry source, ServerEntry target, GateEntry gate, DemoWishes wishes) {
    DurableFile.writeText(folder.applicationProgram(), application());
    DurableFile.writeText(folder.plan(), plan(id, source, target, gate, wishes));
  }

  private static String application() {
    try (InputStream program = DemoFiles.class.getResourceAsStream("application.py")) {
      return new String(program.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String plan(
      String id, ServerEntry source, ServerEntry target, GateEntry gate, DemoWishes wishes) {
    return PLAN.replace("{id}", id)
        .replace("{source}", json(source.url()))
        .replace("{door}", json(gate.url()))
        .replace("{target}", target(target))
        .replace("{admin}", json(gate.admin()))
        .replace("{token}", json(gate.tokenFile()))
        .replace("{monitoring}", wishes.wants(DemoWishes.Extra.ROLLBACK) ? "PT5M" : "PT1M");
  }

  private String target(ServerEntry target) {
    String url = "url: " + json(target.url());
    // Somebody else's server is not ours to restart.
    return target.process() == null
        ? "{" + url + "}"
        : "{%s, restart: {run: %s, timeout: PT2M}}".formatted(url, list(restarting()));
  }

  private List<String> restarting() {
    return own.with("server", "restart", DemoStage.TARGET, "--stack", folder.path().toString());
  }

  private static String list(List<String> command) {
    return json(command);
  }

  private static String json(Object value) {
    try {
      return Json.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text can be written as JSON", e);
    }
  }

  private static final String PLAN =
      """
      # The demo's plan. Every figure that is not here is the runbook's.
      migration: {id}
      # Applications reach the source at the gate.
      source: {url: {source}, frontDoor: {door}, backup: none}
      # The target is restarted before Step 4, so that validation reads what survives that.
      target: {target}

      people:
        operations-lead: [ann]
        dba: [bo]
        security: [cy]
        technician: [ed]
        on-call: [di]

      # The twelve fields of the demo's data: one renamed, one cast, one filled where it is missing.
      transform:
        fields:
          package: {type: string, required: true}
          version: {type: string, required: true}
          file: {type: string, required: true}
          title: {type: string, required: true}
          section: {type: string, required: true}
          chunk_index: {type: integer, from: idx, required: true}
          chunks_in_file: {type: integer, required: true}
          chars: {type: integer, required: true}
          words: {type: integer, required: true}
          lang: {type: string, default: en, required: true}
          has_code: {type: boolean, required: true}
          code_share: {type: float, required: true}

      # The gate refuses writes while the source is frozen, and leads everybody to the target at the
      # cutover: no application is restarted.
      traffic:
        mode: gate
        gate: {admin: {admin}, token: {file: {token}}}

      # Shortened, so that the demo ends in minutes: the runbook watches for 60 minutes.
      timeline: {start: now, monitoring: {monitoring}, probeEvery: PT5S}
      """;
}

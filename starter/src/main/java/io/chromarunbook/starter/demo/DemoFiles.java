package io.chromarunbook.starter.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.chromarunbook.activities.run.DurableFile;
import io.chromarunbook.stack.OwnCommand;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.workflows.plan.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the demo's plan and what its commands work with. */
final class DemoFiles {

  private final DemoFolder folder;
  private final OwnCommand own;

  DemoFiles(DemoFolder folder, OwnCommand own) {
    this.folder = folder;
    this.own = own;
  }

  /** Writes the client's configurations and scripts, and the plan. */
  void write(String id, ServerEntry source, ServerEntry target) {
    DurableFile.writeText(folder.sourceConfig(), "url=" + source.url() + "\n");
    DurableFile.writeText(folder.targetConfig(), "url=" + target.url() + "\n");
    DurableFile.writeText(folder.clientConfig(), "url=" + source.url() + "\n");
    DurableFile.writeText(folder.restartScript(), restart());
    DurableFile.writeText(folder.verifyScript(), verify());
    DurableFile.writeText(folder.plan(), plan(id, source, target));
  }

  private String plan(String id, ServerEntry source, ServerEntry target) {
    String traffic =
        source.dataDirectory() == null
            ? "traffic: {mode: manual}   # the source is not a server of this demo"
            : TRAFFIC
                .replace("{freeze}", list(freezing("freeze", source)))
                .replace("{is-frozen}", list(checking("freeze", source)))
                .replace("{thaw}", list(freezing("thaw", source)))
                .replace("{is-thawed}", list(checking("thaw", source)))
                .replace("{switch}", list(copying(folder.targetConfig())))
                .replace("{is-switched}", list(comparing(folder.targetConfig())))
                .replace("{revert}", list(copying(folder.sourceConfig())))
                .replace("{is-reverted}", list(comparing(folder.sourceConfig())))
                .replace("{restart}", list(List.of("sh", folder.restartScript().toString())))
                .replace("{verify}", list(List.of("sh", folder.verifyScript().toString())));
    return PLAN.replace("{id}", id)
        .replace("{source}", json(source.url()))
        .replace("{target}", target(target))
        .replace("{traffic}", traffic.stripTrailing());
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

  private List<String> freezing(String verb, ServerEntry source) {
    return own.with(verb, "--sqlite", database(source));
  }

  private List<String> checking(String verb, ServerEntry source) {
    return own.with(verb, "--sqlite", database(source), "--check");
  }

  private static String database(ServerEntry source) {
    return Path.of(source.dataDirectory()).resolve("chroma.sqlite3").toString();
  }

  private List<String> copying(Path config) {
    return List.of(
        "sh",
        "-c",
        "cp %2$s %1$s.new && mv %1$s.new %1$s"
            .formatted(quoted(folder.clientConfig().toString()), quoted(config.toString())));
  }

  private List<String> comparing(Path config) {
    return List.of("cmp", config.toString(), folder.clientConfig().toString());
  }

  private String restart() {
    String client =
        Stream.concat(
                own.with("demo-client", "--config").stream(),
                Stream.of(folder.clientConfig().toString()))
            .map(DemoFiles::quoted)
            .collect(Collectors.joining(" "));
    return RESTART
        .replace("{folder}", quoted(folder.path().toString()))
        .replace("{client}", client);
  }

  private String verify() {
    return VERIFY.replace("{folder}", quoted(folder.path().toString()));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
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
      source: {url: {source}, backup: none}
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

      {traffic}

      # Shortened, so that the demo ends in minutes: the runbook watches for 60 minutes.
      timeline: {start: now, monitoring: PT1M, probeEvery: PT5S}
      """;

  private static final String TRAFFIC =
      """
      # The freeze is real (triggers in the source's database), and the cutover really switches the
      # file of a small client application that keeps querying.
      traffic:
        mode: commands
        commands:
          freeze: {run: {freeze}, check: {is-frozen}}
          thaw: {run: {thaw}, check: {is-thawed}}
          switch: {run: {switch}, check: {is-switched}}
          revert: {run: {revert}, check: {is-reverted}}
          restart: {run: {restart}}
          verify: {run: {verify}}
      """;

  private static final String RESTART =
      """
      #!/bin/sh
      # Restarts the demo's client application, as a service manager would.
      cd {folder} || exit 1
      if [ -f client.pid ]; then
        kill "$(cat client.pid)" 2>/dev/null
        tries=0
        while [ -f client.pid ] && [ "$tries" -lt 50 ]; do
          sleep 0.1
          tries=$((tries + 1))
        done
        rm -f client.pid
      fi
      # In its own session: it must outlive whoever restarts it.
      detach=nohup
      command -v setsid >/dev/null 2>&1 && detach=setsid
      $detach {client} >>client.out 2>&1 </dev/null &
      tries=0
      while [ ! -f client.pid ] && [ "$tries" -lt 300 ]; do
        sleep 0.1
        tries=$((tries + 1))
      done
      [ -f client.pid ] || { echo "the client did not start, see $PWD/client.out" >&2; exit 1; }
      """;

  private static final String VERIFY =
      """
      #!/bin/sh
      # The client's last answer came from the server its configuration names.
      cd {folder} || exit 1
      url=$(sed -n 's/^url=//p' client.properties)
      tries=0
      while [ "$tries" -lt 100 ]; do
        tail -n 1 client.log 2>/dev/null | grep -qF "answer from $url (" && exit 0
        sleep 0.2
        tries=$((tries + 1))
      done
      echo "the client's last line is no answer from $url: $(tail -n 1 client.log)" >&2
      exit 1
      """;
}

package io.chromarunbook.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the local Temporal server is started and made ready. */
record TemporalLaunch(Program program, ServerFiles files, Map<String, String> environment) {
  static final String HOST = "127.0.0.1";

  /** Client port and Web UI, as Temporal's own documentation has them. */
  static final List<Integer> USUAL_PORTS = List.of(7233, 8233);

  private static final String NAMESPACE = "default";
  private static final String RETENTION = "30d";

  /**
   * The server opens an HTTP API whether it is wanted or not, and any web page in a browser on this
   * machine may send it an order. No Host header can be this, and none at all is not this either;
   * an empty list would let the latter in.
   */
  private static final String NO_HOST = "[\"/\"]";

  private static final List<String> SEARCH_ATTRIBUTES =
      List.of(
          "RunbookState=Keyword",
          "RunbookStep=Keyword",
          "RunbookPercent=Int",
          "RunbookAwaiting=KeywordList",
          "RunbookTarget=Keyword");

  TemporalLaunch {
    environment = withoutTemporalSettings(environment);
  }

  /**
   * Settings for some other Temporal, such as an API key that turns TLS on, must not reach this
   * one.
   */
  private static Map<String, String> withoutTemporalSettings(Map<String, String> environment) {
    Map<String, String> kept = new HashMap<>(environment);
    kept.keySet().removeIf(name -> name.startsWith("TEMPORAL_"));
    kept.put("TEMPORAL_CONFIG_FILE", DetachedProcess.NOTHING.toString());
    return Map.copyOf(kept);
  }

  String address(List<Integer> ports) {
    return HOST + ":" + ports.get(0);
  }

  TemporalEntry entry(List<Integer> ports, StackProcess process) {
    return new TemporalEntry(
        address(ports),
        "http://" + HOST + ":" + ports.get(1),
        program.version(),
        files.data().toString(),
        process,
        program.origin());
  }

  List<String> command(List<Integer> ports) {
    List<String> command = new ArrayList<>(program.command());
    command.addAll(
        List.of(
            "server", "start-dev", "--db-filename", files.data() + "/temporal.db", "--ip", HOST));
    command.addAll(
        List.of("--port", ports.get(0).toString(), "--ui-port", ports.get(1).toString()));
    command.add("--ui-disable-news-fetch");
    // Twice as fast as the default journal, and nothing is lost when the server is killed.
    command.addAll(
        List.of("--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=NORMAL"));
    // A development server has one shard, whose default limit makes every workflow task wait for
    // the next 50 ms.
    command.addAll(List.of("--dynamic-config-value", "history.transferProcessorMaxPollRPS=1000"));
    command.addAll(List.of("--dynamic-config-value", "frontend.httpAllowedHosts=" + NO_HOST));
    SEARCH_ATTRIBUTES.forEach(
        attribute -> command.addAll(List.of("--search-attribute", attribute)));
    return command;
  }

  /**
   * Keeps closed migrations for longer than a development server's one day; that this succeeds
   * proves that it answers.
   */
  boolean answers(List<Integer> ports) {
    if (!Ports.accepts(HOST, ports.get(0))) {
      return false;
    }
    List<String> command = new ArrayList<>(program.command());
    command.addAll(List.of("operator", "namespace", "update", "--address", address(ports)));
    command.addAll(
        List.of("--namespace", NAMESPACE, "--retention", RETENTION, "--command-timeout", "5s"));
    return ShortCommand.output(command, environment).isPresent();
  }
}

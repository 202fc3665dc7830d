package io.chromarunbook.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a local Chroma server is started and asked whether it answers. */
record ChromaLaunch(
    ChromaRelease release, Program program, ServerFiles files, Map<String, String> environment) {
  private static final String HOST = "127.0.0.1";

  ChromaLaunch {
    Map<String, String> quiet = new HashMap<>(environment);
    quiet.put("ANONYMIZED_TELEMETRY", "False");
    environment = Map.copyOf(quiet);
  }

  String url(List<Integer> ports) {
    return "http://" + HOST + ":" + ports.get(0);
  }

  ServerEntry entry(List<Integer> ports, StackProcess process) {
    return new ServerEntry(
        url(ports), files.data().toString(), program.version(), process, program.origin());
  }

  List<String> command(List<Integer> ports) {
    List<String> command = new ArrayList<>(program.command());
    command.addAll(List.of("run", "--host", HOST, "--port", ports.get(0).toString()));
    command.addAll(List.of("--path", files.data().toString()));
    return command;
  }

  boolean answers(List<Integer> ports) {
    return Http.answers(url(ports) + release.heartbeat());
  }
}

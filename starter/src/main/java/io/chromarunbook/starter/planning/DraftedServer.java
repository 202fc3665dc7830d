package io.chromarunbook.starter.planning;

import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.workflows.plan.ClientCertificate;
import io.chromarunbook.workflows.plan.SecretReference;
import io.chromarunbook.workflows.plan.ServerPlan;
import io.chromarunbook.workflows.text.YamlLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines a drafted plan has of a server: what is known of it, and commented out what could be
 * said of it.
 */
final class DraftedServer {

  private static final String INDENT = "  ";

  private final ServerPlan server;
  private final List<String> lines = new ArrayList<>();

  private DraftedServer(ServerPlan server) {
    this.server = server;
  }

  /** Of the source, in which there is more to explain. */
  static List<String> source(ServerPlan server) {
    DraftedServer draft = new DraftedServer(server);
    draft.say("url", server.url());
    draft.propose(
        "frontDoor: \"http://...\"      # the address applications use, where it is another one");
    draft.place("tenant", server.tenant(), ServerAddress.DEFAULT_TENANT);
    draft.place("database", server.database(), ServerAddress.DEFAULT_DATABASE);
    draft.headers("SOURCE_AUTH");
    draft.certificates();
    draft.propose("backup: /path/of/the/last/backup               # or none");
    return draft.lines;
  }

  /** Of the target. */
  static List<String> target(ServerPlan server) {
    DraftedServer draft = new DraftedServer(server);
    draft.say("url", server.url());
    draft.place("tenant", server.tenant(), ServerAddress.DEFAULT_TENANT);
    draft.place("database", server.database(), ServerAddress.DEFAULT_DATABASE);
    draft.headers("TARGET_AUTH");
    draft.certificates();
    return draft.lines;
  }

  private void place(String key, String name, String usual) {
    if (name.equals(usual)) {
      propose(key + ": " + usual);
    } else {
      say(key, name);
    }
  }

  private void headers(String variable) {
    if (server.headers().isEmpty()) {
      propose(
          "headers: {Authorization: {env: %s}}   # secrets by reference, never written here"
              .formatted(variable));
      return;
    }
    Map<String, Object> references = new LinkedHashMap<>();
    server.headers().forEach((name, reference) -> references.put(name, written(reference)));
    say("headers", references);
  }

  private static Map<String, String> written(SecretReference reference) {
    return reference.env() == null
        ? Map.of("file", reference.file())
        : Map.of("env", reference.env());
  }

  private void certificates() {
    if (server.ca() != null) {
      say("ca", server.ca());
    } else {
      propose("ca: /path/of/ca.pem            # for https, of a CA this machine does not know");
    }
    ClientCertificate ours = server.clientCertificate();
    if (ours != null) {
      Map<String, Object> files = new LinkedHashMap<>();
      files.put("certificate", ours.certificate());
      files.put("key", ours.key());
      say("clientCertificate", files);
    } else {
      propose("clientCertificate: {certificate: /path/of/ours.pem, key: /path/of/its-key.pem}");
    }
  }

  private void say(String key, Object value) {
    lines.add(INDENT + key + ": " + YamlLine.of(value));
  }

  private void propose(String line) {
    lines.add(INDENT + "# " + line);
  }
}

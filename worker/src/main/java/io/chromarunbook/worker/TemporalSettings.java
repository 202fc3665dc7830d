package io.chromarunbook.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.workflows.plan.Json;
import io.chromarunbook.workflows.status.RunbookCommand;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Which Temporal this process speaks to, and who said so.
 *
 * @param address host and port
 * @param namespace where the migrations live
 * @param origin where the address was found, in words
 * @param ui the address of Temporal's web UI; empty where nobody wrote it down
 * @param profile what the environment says besides: API key, TLS, headers
 */
public record TemporalSettings(
    String address, String namespace, String origin, String ui, ClientConfigProfile profile) {

  private static final String USUAL_ADDRESS = "127.0.0.1:7233";
  private static final String USUAL_NAMESPACE = "default";

  /**
   * Looks where every Temporal tool looks (variables {@code TEMPORAL_*}, then a profile in {@code
   * temporal.toml}), then at the local stack of this home, then, for a home that never had a stack
   * or a run, at the usual port.
   *
   * @throws IllegalArgumentException in one sentence, where what is written there cannot be used
   * @throws StackDownException where the local stack is meant and has no Temporal
   */
  public static TemporalSettings find(Path home, Map<String, String> environment) {
    ClientConfigProfile profile = profile(environment);
    String namespace = given(profile.getNamespace()) ? profile.getNamespace() : USUAL_NAMESPACE;
    JsonNode stack = stack(home);
    if (given(profile.getAddress())) {
      // The stack's UI shows the stack's Temporal, and not another one.
      String ui = profile.getAddress().equals(text(stack, "address")) ? text(stack, "ui") : "";
      return new TemporalSettings(
          profile.getAddress(), namespace, "Temporal's environment configuration", ui, profile);
    }
    if (given(text(stack, "address"))) {
      return new TemporalSettings(
          text(stack, "address"),
          namespace,
          "the local stack in " + stackFile(home),
          text(stack, "ui"),
          profile);
    }
    // Whoever listens at the usual port is a stranger to a home that has a Temporal of its own.
    if (Files.exists(stackFile(home)) || Files.isDirectory(home.resolve("runs"))) {
      throw new StackDownException(home);
    }
    return new TemporalSettings(USUAL_ADDRESS, namespace, "Temporal's usual port", "", profile);
  }

  /** The effective values, for logs and error messages; never the key. */
  public String description() {
    return address
        + ", namespace "
        + namespace
        + (secured() ? ", TLS" : "")
        + (given(profile.getApiKey()) ? ", API key" : "")
        + " (from "
        + origin
        + ")";
  }

  /** Where it is and in which namespace, as short as people need it. */
  public String place() {
    return address + ", namespace " + namespace;
  }

  /** Whether the environment says where it is, so that it stays there. */
  public boolean addressOfEnvironment() {
    return given(profile.getAddress());
  }

  private boolean secured() {
    if (profile.getTls() == null) {
      return given(profile.getApiKey());
    }
    return !Boolean.TRUE.equals(profile.getTls().isDisabled());
  }

  private static ClientConfigProfile profile(Map<String, String> environment) {
    try {
      return ClientConfigProfile.load(
          LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment).build());
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "Temporal's configuration cannot be read: "
              + e.getMessage()
              + "; mend the variables TEMPORAL_* or the file temporal.toml.",
          e);
    }
  }

  private static JsonNode stack(Path home) {
    Path file = stackFile(home);
    try {
      return Files.exists(file)
          ? Json.MAPPER.readTree(file.toFile()).path("temporal")
          : Json.MAPPER.createObjectNode();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file
              + " cannot be read, so the local stack's Temporal is unknown; run '"
              + RunbookCommand.PROGRAM
              + " up'"
              + " again, or set TEMPORAL_ADDRESS.",
          e);
    }
  }

  private static Path stackFile(Path home) {
    return home.resolve("stack.json");
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }

  private static boolean given(String value) {
    return value != null && !value.isBlank();
  }
}

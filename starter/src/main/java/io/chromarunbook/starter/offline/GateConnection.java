package io.chromarunbook.starter.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chromarunbook.activities.frontdoor.GateAdmin;
import io.chromarunbook.activities.frontdoor.GateException;
import io.chromarunbook.activities.run.AuthorityFile;
import io.chromarunbook.chroma.ServerTls;
import io.chromarunbook.starter.outcome.Failure;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A front door that runs, asked and told by a person, who hears why it does not. */
public final class GateConnection {

  private final GateAdmin admin;

  private GateConnection(GateAdmin admin) {
    this.admin = admin;
  }

  /**
   * Nothing is asked yet.
   *
   * @param tokenFile has the word by which orders are known
   * @param authority certificates to trust it by; null for those of this machine alone
   */
  public static GateConnection to(String admin, Path tokenFile, String authority) {
    return new GateConnection(
        new GateAdmin(address(admin), token(tokenFile), trust(admin, authority)));
  }

  private static ServerTls trust(String admin, String authority) {
    if (authority != null && !admin.startsWith("https:")) {
      throw Failure.usage(
          "--ca is for https, and --admin is " + admin + "; leave one of them out.");
    }
    try {
      return AuthorityFile.read("--ca", authority);
    } catch (ApplicationFailure e) {
      throw Failure.usage(e.getOriginalMessage(), e);
    }
  }

  private static String address(String admin) {
    try {
      URI read = URI.create(admin.replaceAll("/+$", ""));
      if (read.getHost() != null
          && ("http".equals(read.getScheme()) || "https".equals(read.getScheme()))) {
        return read.toString();
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw Failure.usage("--admin takes an address like http://127.0.0.1:8081.");
  }

  private static String token(Path file) {
    try {
      String token = Files.readString(file).strip();
      if (!token.isEmpty() && token.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
        return token;
      }
      throw Failure.usage("The token file " + file + " has no token in it.");
    } catch (IOException e) {
      throw Failure.usage(
          "The token file " + file + " cannot be read; give the one the gate was started with.", e);
    }
  }

  /** What the door tells of itself. */
  public JsonNode status() {
    return answer(admin::status);
  }

  /**
   * Gives an order; returns when it is done and all writes before it have ended.
   *
   * @param order with mode, by, and what else the door takes
   */
  public JsonNode order(ObjectNode order) {
    return answer(() -> admin.order(order));
  }

  private static JsonNode answer(Supplier<JsonNode> question) {
    try {
      return question.get();
    } catch (GateException e) {
      throw switch (e.kind()) {
        case MISUNDERSTOOD -> Failure.usage(e.getMessage(), e);
        case UNKNOWN_TOKEN, REFUSED -> Failure.refused(e.getMessage());
        case SILENT ->
            Failure.unreachable(
                e.getMessage()
                    + " Start it, or give the address it printed as admin, not its front, with"
                    + " --admin URL.",
                e);
      };
    }
  }
}

package io.chromarunbook.chroma;

import static io.chromarunbook.chroma.ChromaException.Kind.BROKEN_ANSWER;
import static io.chromarunbook.chroma.ChromaException.Kind.OVERLOADED;
import static io.chromarunbook.chroma.ChromaException.Kind.REFUSED;
import static io.chromarunbook.chroma.ChromaException.Kind.UNREACHABLE;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Opens Chroma servers, finding out by asking which API each of them speaks. */
public final class ChromaServers {
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e]*");

  private ChromaServers() {}

  /**
   * Connects to one tenant and database of a server: 0.4 and 0.5 by their v1 API, 0.6 and 1.x by
   * v2.
   *
   * @throws ChromaException of kind UNREACHABLE where nothing answers, REFUSED where what answers
   *     is not Chroma, is older than 0.4 or the address cannot be used, FORBIDDEN where credentials
   *     are missing, NOT_FOUND where the tenant or the database does not exist
   */
  public static ChromaServer toRead(ServerAddress address) {
    return toRead(address, CallWatch.NOBODY);
  }

  /**
   * The same, with somebody who hears of every call to it.
   *
   * @throws ChromaException as {@link #toRead(ServerAddress)}
   */
  public static ChromaServer toRead(ServerAddress address, CallWatch watch) {
    return toWrite(address, watch);
  }

  /**
   * The same for putting records back into a source.
   *
   * @throws ChromaException as {@link #toRead(ServerAddress)}
   */
  public static RefilledServer toRefill(ServerAddress address, CallWatch watch) {
    return toWrite(address, watch);
  }

  /**
   * The same for a server that is written to.
   *
   * @throws ChromaException as {@link #toRead(ServerAddress)}
   */
  public static WritableServer toWrite(ServerAddress address) {
    return toWrite(address, CallWatch.NOBODY);
  }

  /**
   * The same, with somebody who hears of every call to it.
   *
   * @throws ChromaException as {@link #toRead(ServerAddress)}
   */
  public static WritableServer toWrite(ServerAddress address, CallWatch watch) {
    ServerAddress usable = usable(address);
    Conversation conversation = new Conversation(usable, watch);
    Optional<String> current = currentVersion(conversation);
    if (current.isPresent()) {
      return new ChromaV2(conversation, current.get());
    }
    String version = version(conversation, ChromaV1.ROOT);
    SupportedReleases.requireReadable(usable.url(), version);
    return new ChromaV1(conversation, version);
  }

  /**
   * Whom the server takes us for; empty where it does not say, as releases before 0.5 do not.
   *
   * @throws ChromaException as {@link #toRead(ServerAddress)}
   */
  public static Optional<ServerIdentity> identity(ServerAddress address, CallWatch watch) {
    Conversation conversation = new Conversation(usable(address), watch);
    try {
      return conversation.askWherePresent(
          Call.get(ChromaV2.ROOT.then("auth").then("identity")), ChromaServers::identity);
    } catch (ChromaException e) {
      if (e.kind() == UNREACHABLE || e.kind() == OVERLOADED) {
        throw e;
      }
      // What is wrong will be told by whoever connects.
      return Optional.empty();
    }
  }

  private static ServerIdentity identity(JsonParser parser) throws IOException {
    Map<String, Object> said = JsonStreams.object(parser);
    List<String> databases = new ArrayList<>();
    if (said.get("databases") instanceof List<?> names) {
      names.forEach(name -> named(name).ifPresent(databases::add));
    }
    return new ServerIdentity(named(said.get("tenant")), databases);
  }

  /** A star stands for all of them. */
  private static Optional<String> named(Object name) {
    return name instanceof String text && !text.isEmpty() && !text.equals("*")
        ? Optional.of(text)
        : Optional.empty();
  }

  /**
   * The version of a server that is to be spoken to by its v2 API; empty where v1 is to be used.
   */
  private static Optional<String> currentVersion(Conversation conversation) {
    if (alive(conversation, ChromaV2.ROOT)) {
      return Optional.of(version(conversation, ChromaV2.ROOT))
          // 0.5 speaks both, but its users have v1.
          .filter(version -> !version.startsWith("0.5.") && !version.startsWith("0.4."));
    }
    if (!alive(conversation, ChromaV1.ROOT)) {
      throw new ChromaException(
          REFUSED,
          conversation.address().url() + " answers, but has no heartbeat of a Chroma server.",
          null);
    }
    return Optional.empty();
  }

  private static boolean alive(Conversation conversation, Route root) {
    try {
      return conversation
          .askWherePresent(Call.get(root.then("heartbeat")), ChromaServers::heartbeat)
          .isPresent();
    } catch (UnansweredException e) {
      throw TlsTrouble.atFirst(e, conversation.address())
          .<ChromaException>map(trouble -> trouble.failure(conversation.address(), e))
          .orElse(e);
    } catch (ChromaException e) {
      if (e.kind() == BROKEN_ANSWER && e.getCause() != null) {
        throw new ChromaException(
            REFUSED,
            conversation.address().url()
                + " answers, but not as a Chroma server does: "
                + e.getMessage(),
            e);
      }
      throw e;
    }
  }

  private static Object heartbeat(JsonParser parser) throws IOException {
    Object beat = JsonStreams.object(parser).get("nanosecond heartbeat");
    if (beat == null) {
      throw new JsonStreams.Unexpected("no heartbeat in it");
    }
    return beat;
  }

  private static String version(Conversation conversation, Route root) {
    return conversation.ask(
        Call.get(root.then("version")),
        parser -> {
          if (JsonStreams.value(parser) instanceof String version) {
            return conversation.shown(version);
          }
          throw new JsonStreams.Unexpected("a version was expected");
        });
  }

  /** Checked here, for the clients' own complaints would show the header's value. */
  private static ServerAddress usable(ServerAddress address) {
    for (Map.Entry<String, String> header : address.headers().entrySet()) {
      if (!HEADER_NAME.matcher(header.getKey()).matches()
          || !HEADER_VALUE.matcher(header.getValue()).matches()) {
        throw new ChromaException(
            REFUSED,
            "Header "
                + Texts.printable(header.getKey())
                + " has a name or a value that HTTP does not allow.",
            null);
      }
    }
    URI url = address.url();
    boolean web =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    if (url.getRawUserInfo() != null) {
      throw new ChromaException(
          REFUSED,
          "The address of " + url.getHost() + " has a user name in it: give it as a header.",
          null);
    }
    if (!web || url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
      throw new ChromaException(
          REFUSED, "The address " + url + " is not of the form http://host:port.", null);
    }
    URI base = URI.create(url.toString().replaceAll("/+$", ""));
    return address.at(base);
  }
}

package io.chromarunbook.chroma.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.ServerAddress;
import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.ServerEntry;
import io.chromarunbook.stack.StackListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The real servers, one of each release, started when first asked for and stopped at the end. */
public final class RealServers implements AutoCloseable {

  /** Gives tests the servers, the same ones for the whole run. */
  public static final class Extension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == RealServers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return of(context);
    }
  }

  /** Those of the whole run. */
  public static RealServers of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(RealServers.class))
        .computeIfAbsent(RealServers.class, first -> new RealServers(), RealServers.class);
  }

  private final Path home;
  private final LocalStack stack;

  private RealServers() {
    try {
      home = Files.createTempDirectory("real-servers");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    stack = LocalStack.in(home, StackListener.silent(), withoutAddresses());
  }

  /** A server somebody works with is not for tests that create and drop collections. */
  private static Map<String, String> withoutAddresses() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment
        .keySet()
        .removeIf(name -> name.startsWith("RUNBOOK_DEMO_") || name.equals("TEMPORAL_ADDRESS"));
    return environment;
  }

  /** Where it is, in its default tenant and database. */
  public ServerAddress addressOf(RealServer server) {
    return ServerAddress.at(entryOf(server).url());
  }

  /** A new database of this name there. */
  public ServerAddress newDatabase(RealServer server, String name) {
    URI url = addressOf(server).url();
    String databases =
        server.api().equals("v1")
            ? "/api/v1/databases?tenant=" + ServerAddress.DEFAULT_TENANT
            : "/api/v2/tenants/" + ServerAddress.DEFAULT_TENANT + "/databases";
    post(url + databases, "{\"name\": \"" + name + "\"}");
    return new ServerAddress(url, ServerAddress.DEFAULT_TENANT, name, Map.of());
  }

  private static void post(String url, String body) {
    try {
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .build()
              .send(
                  HttpRequest.newBuilder(URI.create(url))
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The file the server keeps everything in but the vectors' index. */
  public Path databaseOf(RealServer server) {
    return Path.of(entryOf(server).dataDirectory(), "chroma.sqlite3");
  }

  /** A Python in which Chroma's own client of 1.5.9 is installed. */
  public Path client() {
    return stack.chromaClient();
  }

  private ServerEntry entryOf(RealServer server) {
    String name = server.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return stack.chroma(name, server.release());
  }

  @Override
  public void close() throws IOException {
    stack.stop();
    List<Path> leftovers;
    try (Stream<Path> paths = Files.walk(home)) {
      leftovers = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : leftovers) {
      Files.delete(path);
    }
  }
}

package io.chromarunbook.starter.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.stack.LocalStack;
import io.chromarunbook.stack.StackListener;
import io.chromarunbook.stack.TemporalEntry;
import io.chromarunbook.worker.TemporalConnection;
import io.chromarunbook.worker.TemporalSettings;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A web page in a browser on this machine may send a request to every port of it, and cannot be
 * stopped from sending those that need no leave of the server.
 */
@Tag("servers")
@Timeout(600)
class ClosedTemporalTest {

  private static final String VICTIM = "victim";
  private static final String ORDER =
      "/namespaces/default/workflows/" + VICTIM + "/terminate HTTP/";
  private static final String BODY = "{\"reason\":\"a web page said so\"}";

  private static final String LISTENING = "0A";

  @TempDir Path home;
  private LocalStack stack;
  private TemporalEntry temporal;

  @BeforeEach
  void start_the_server() {
    stack = LocalStack.in(home, StackListener.silent(), environment());
    temporal = stack.temporal();
  }

  @AfterEach
  void stop_it() {
    stack.stop();
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith("TEMPORAL_"));
    return environment;
  }

  @Test
  void no_port_of_it_takes_the_order_of_a_web_page() throws IOException {
    try (TemporalConnection connection =
        TemporalConnection.open(TemporalSettings.find(home, environment()))) {
      connection
          .client()
          .newUntypedWorkflowStub(
              "any",
              WorkflowOptions.newBuilder().setWorkflowId(VICTIM).setTaskQueue("none").build())
          .start();
      Map<String, String> taken = new HashMap<>();
      Set<Integer> ports = listening();
      for (int port : ports) {
        for (String request : requests(port)) {
          String answer = answer(port, request);
          if (answer.startsWith("HTTP/1.1 2") || answer.startsWith("HTTP/1.0 2")) {
            taken.put(port + " " + request.lines().findFirst().orElseThrow(), answer);
          }
        }
      }

      // Client port, web UI, HTTP API and metrics at least: the search for ports works.
      assertThat(ports).hasSizeGreaterThanOrEqualTo(4).contains(port(temporal.address()));
      assertThat(taken).isEmpty();
      assertThat(connection.client().newUntypedWorkflowStub(VICTIM).describe().getStatus())
          .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
    }
  }

  @Test
  void the_web_ui_lets_no_other_origin_ask_for_more() throws IOException {
    String preflight =
        "OPTIONS /api/v1"
            + ORDER
            + "1.1\r\nHost: "
            + temporal.ui().replace("http://", "")
            + "\r\nOrigin: http://elsewhere.example\r\nAccess-Control-Request-Method: POST\r\n"
            + "Access-Control-Request-Headers: authorization\r\nConnection: close\r\n\r\n";

    assertThat(answer(port(temporal.ui()), preflight))
        .startsWith("HTTP/1.1 2")
        .doesNotContainIgnoringCase("Access-Control-Allow");
  }

  /** What a page can send without asking first, and what one can whose name was bound anew. */
  private static List<String> requests(int port) {
    List<String> requests = new ArrayList<>();
    for (String path : List.of("POST ", "POST /api/v1")) {
      for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
        for (String host : List.of("Host: 127.0.0.1:" + port, "Host: elsewhere.example:" + port)) {
          requests.add(
              request(path + ORDER + "1.1", host, "Content-Type: " + type, "Connection: close"));
        }
      }
      requests.add(request(path + ORDER + "1.0", "Content-Type: text/plain"));
    }
    return requests;
  }

  private static String request(String first, String... headers) {
    return first
        + "\r\n"
        + String.join("\r\n", headers)
        + "\r\nOrigin: http://elsewhere.example\r\nContent-Length: "
        + BODY.length()
        + "\r\n\r\n"
        + BODY;
  }

  private static String answer(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(3_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(4_096), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /** As the system tells it, because the server says only where it likes to be called. */
  private Set<Integer> listening() throws IOException {
    Path process = Path.of("/proc", String.valueOf(temporal.process().pid()));
    Set<String> sockets;
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      sockets = files.map(ClosedTemporalTest::socket).collect(Collectors.toSet());
    }
    Set<Integer> ports = new TreeSet<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : Files.readAllLines(process.resolve(table))) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns[3].equals(LISTENING) && sockets.contains("socket:[" + columns[9] + "]")) {
          ports.add(Integer.parseInt(columns[1].substring(columns[1].indexOf(':') + 1), 16));
        }
      }
    }
    return ports;
  }

  private static String socket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      return "closed meanwhile";
    }
  }
}

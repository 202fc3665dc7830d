package io.chromarunbook.activities.chroma;

import static io.chromarunbook.activities.chroma.ChromaException.Kind.BROKEN_ANSWER;
import static io.chromarunbook.activities.chroma.ChromaException.Kind.UNREACHABLE;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Calls and their answers with one server, every failure told as a {@link ChromaException} in one
 * sentence that names the address and no header.
 */
final class Conversation {

  /** Reads what it needs from the first token of an answer on. */
  interface AnswerReader<T> {
    T read(JsonParser parser) throws IOException;
  }

  private final ServerAddress address;
  private final Transport transport;
  private final SecretMask mask;

  Conversation(ServerAddress address) {
    this(address, new Transport(address));
  }

  Conversation(ServerAddress address, Transport transport) {
    this.address = address;
    this.transport = transport;
    this.mask = address.mask();
  }

  ServerAddress address() {
    return address;
  }

  /** What the reader makes of a 2xx answer. */
  <T> T ask(Call call, AnswerReader<T> reader) {
    try (Answer answer = send(call)) {
      return result(call, answer, reader);
    } catch (IOException e) {
      throw broken(call, e);
    }
  }

  /** The whole of a 2xx answer. */
  Received receive(Call call) {
    try (Answer answer = send(call)) {
      if (!answer.successful()) {
        throw refusal(call, ErrorAnswer.read(answer, mask));
      }
      return new Received(answer);
    } catch (IOException e) {
      throw broken(call, e);
    }
  }

  /** What the reader makes of an answer that was received before. */
  <T> T read(Call call, Received answer, AnswerReader<T> reader) {
    try {
      return read(answer.body(), reader);
    } catch (IOException e) {
      throw broken(call, e);
    }
  }

  /** What the reader makes of a 2xx answer, or nothing where the path is not there. */
  <T> Optional<T> askWherePresent(Call call, AnswerReader<T> reader) {
    try (Answer answer = send(call)) {
      if (answer.status() == 404) {
        return Optional.empty();
      }
      return Optional.of(result(call, answer, reader));
    } catch (IOException e) {
      throw broken(call, e);
    }
  }

  /** The call's outcome, where only success counts. */
  void tell(Call call) {
    ask(call, Json::value);
  }

  /** A header of the answer, whatever the answer says. */
  Optional<String> header(Call call, String name) {
    try (Answer answer = send(call)) {
      answer.body().readAllBytes();
      return answer.header(name);
    } catch (IOException e) {
      throw broken(call, e);
    }
  }

  private <T> T result(Call call, Answer answer, AnswerReader<T> reader) throws IOException {
    if (!answer.successful()) {
      throw refusal(call, ErrorAnswer.read(answer, mask));
    }
    return read(answer.body(), reader);
  }

  /** What a server says, fit for a message. */
  String shown(String said) {
    return Texts.printable(mask.masked(said));
  }

  private <T> T read(InputStream body, AnswerReader<T> reader) throws IOException {
    try (JsonParser parser = Json.parser(body)) {
      parser.nextToken();
      Json.token(parser);
      T result = reader.read(parser);
      // Reading to the end gives the connection back, and notices an answer that goes on.
      if (parser.nextToken() != null) {
        throw new Json.Unexpected("the answer goes on after its end");
      }
      return result;
    } catch (ChromaException e) {
      throw withoutSecrets(e);
    }
  }

  private ChromaException withoutSecrets(ChromaException e) {
    String message = mask.masked(e.getMessage());
    return message.equals(e.getMessage())
        ? e
        : new ChromaException(e.kind(), message, e.retryAfter(), mask.masked(e.getCause()));
  }

  private Answer send(Call call) {
    try {
      return transport.send(call);
    } catch (IOException e) {
      throw new ChromaException(
          UNREACHABLE,
          "No answer from " + address.url() + ": " + mask.masked(reason(e)) + ".",
          mask.masked(e));
    }
  }

  private String reason(IOException e) {
    if (e instanceof UnknownHostException) {
      return "the host name is not known";
    }
    if (e instanceof ConnectException) {
      return "nothing accepts connections there";
    }
    if (Thread.currentThread().isInterrupted()) {
      return "whoever waited for it was interrupted";
    }
    if (e instanceof SocketTimeoutException && isAboutConnecting(e.getMessage())) {
      return "no connection within " + Transport.CONNECT_TIMEOUT.toSeconds() + " s";
    }
    if (e instanceof InterruptedIOException) {
      return "the time to wait for an answer, "
          + transport.answerTime().most().toSeconds()
          + " s, has passed";
    }
    if (e instanceof SSLException) {
      return "TLS failed: " + Texts.printable(e.getMessage());
    }
    if (e instanceof ProtocolException) {
      return "what answers there does not speak HTTP";
    }
    String message = Texts.printable(e.getMessage());
    return message.isEmpty() ? "the connection broke" : "the connection broke: " + message;
  }

  /** The JDK has one exception for a connection that takes too long and for a silent one. */
  private static boolean isAboutConnecting(String message) {
    return message != null && message.toLowerCase(Locale.ROOT).startsWith("connect");
  }

  private ChromaException refusal(Call call, ErrorAnswer answer) {
    String text = answer.text().isEmpty() ? "nothing more" : answer.text();
    String message = called(call) + " answered " + answer.status() + ": " + text;
    if (answer.slippedVectors()) {
      return new SlippedVectorsException(message);
    }
    return new ChromaException(answer.kind(call.effect()), message, answer.retryAfter(), null);
  }

  private ChromaException broken(Call call, IOException e) {
    String what =
        e instanceof JsonProcessingException || e instanceof Json.Unexpected
            ? " gave an answer that is not the JSON expected: "
            : " gave an answer that was cut short: ";
    return new ChromaException(
        BROKEN_ANSWER, called(call) + what + shown(reasonOf(e)), mask.masked(e));
  }

  private static String reasonOf(IOException e) {
    return e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
  }

  private String called(Call call) {
    return call.method() + " " + address.url() + call.route().path();
  }
}

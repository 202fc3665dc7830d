package io.chromarunbook.chroma;

import static io.chromarunbook.chroma.ChromaException.Kind.BROKEN_ANSWER;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
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

  /** What is done with an answer while it comes in. */
  private interface AnswerUse<T> {
    T of(HttpAnswer answer) throws IOException;
  }

  // What OkHttp says of a line of the head that has no end; the rest of its message is bytes.
  private static final String NO_END_OF_LINE = "\\n not found: limit=";
  private static final String NOTHING_CAME = NO_END_OF_LINE + "0 ";

  private final ServerAddress address;
  private final Transport transport;
  private final CallWatch watch;
  private final PageSizes pageSizes;
  private final SecretMask mask;

  Conversation(ServerAddress address, CallWatch watch) {
    this(address, new Transport(address), watch);
  }

  Conversation(ServerAddress address, Transport transport, CallWatch watch) {
    this.address = address;
    this.transport = transport;
    this.watch = watch;
    this.pageSizes = watch.pageSizes();
    this.mask = address.mask();
  }

  /** With the same server, watched by somebody else. */
  Conversation watchedBy(CallWatch other) {
    return new Conversation(address, transport, other);
  }

  ServerAddress address() {
    return address;
  }

  /** What is known of the server's page sizes. */
  PageSizes pageSizes() {
    return pageSizes;
  }

  /** What the reader makes of a 2xx answer. */
  <T> T ask(Call call, AnswerReader<T> reader) {
    return exchange(call, answer -> result(call, answer, reader));
  }

  /** The whole of a 2xx answer. */
  Received receive(Call call) {
    return exchange(
        call,
        answer -> {
          requireSuccess(call, answer);
          return new Received(answer);
        });
  }

  /** What the reader makes of an answer that was received before. */
  <T> T read(Call call, Received answer, AnswerReader<T> reader) {
    try {
      return read(answer.body(), reader);
    } catch (IOException e) {
      ChromaException failure = broken(call, e);
      throw failure instanceof TooMuchException ? failure : useless(call, failure);
    }
  }

  /** What the reader makes of a 2xx answer, or nothing where the path is not there. */
  <T> Optional<T> askWherePresent(Call call, AnswerReader<T> reader) {
    return exchange(
        call,
        answer ->
            answer.status() == 404 ? Optional.empty() : Optional.of(result(call, answer, reader)));
  }

  /**
   * What the reader makes of a 2xx answer, where the call is a question to an index: one that
   * breaks it may be answered never, and whoever asked finds out which of several it was. So an
   * answer that says of itself that it failed is not asked for again.
   */
  <T> T search(Call call, AnswerReader<T> reader) {
    return patiently(call, Conversation::wentAstray, answer -> result(call, answer, reader));
  }

  /** The call's outcome, where only success counts. */
  void tell(Call call) {
    ask(call, JsonStreams::value);
  }

  /**
   * What the reader makes of a 2xx answer to a write that a server may be too busy to carry out.
   */
  <T> T askUntilTaken(Call call, AnswerReader<T> reader) {
    return patiently(call, Conversation::wasNotDone, answer -> result(call, answer, reader));
  }

  /** The outcome of such a write. */
  void tellUntilTaken(Call call) {
    askUntilTaken(call, JsonStreams::value);
  }

  /** A header of the answer, whatever the answer says. */
  Optional<String> header(Call call, String name) {
    return exchange(
        call,
        answer -> {
          // Reading to the end gives the connection back.
          boolean ignored = answer.source().request(AnswerLimits.ERROR_BYTES);
          return answer.header(name);
        });
  }

  /**
   * Says of an answer that was read well that it does not do, and gives the failure to throw: what
   * watches the calls hears of it too.
   */
  <E extends ChromaException> E useless(Call call, E failure) {
    watch.begin(named(call), () -> {}).failed(failure);
    return failure;
  }

  private <T> T exchange(Call call, AnswerUse<T> use) {
    return call.effect() == Call.Effect.READS
        ? patiently(call, failure -> true, use)
        : once(call, use);
  }

  private static boolean wentAstray(ChromaException failure) {
    return failure.kind() != BROKEN_ANSWER;
  }

  /** Only then a write can be sent again without knowing what became of it. */
  private static boolean wasNotDone(ChromaException failure) {
    return failure.kind().outcome() == ChromaException.Outcome.TRANSIENT;
  }

  private <T> T patiently(Call call, Predicate<ChromaException> worthIt, AnswerUse<T> use) {
    Retries retries = watch.retries();
    while (true) {
      try {
        return once(call, use);
      } catch (SlippedVectorsException | TooMuchException | NonsenseException e) {
        // Fewer at a time may do, or another server; the same again hardly.
        throw e;
      } catch (ChromaException e) {
        if (!worthIt.test(e)) {
          throw e;
        }
        retries.after(e);
      }
    }
  }

  private <T> T once(Call call, AnswerUse<T> use) {
    long begun = System.nanoTime();
    BreakOff breakOff = new BreakOff();
    CallWatch.Ongoing ongoing = watch.begin(named(call), breakOff);
    try (HttpAnswer answer = transport.send(call, ongoing, breakOff)) {
      T result;
      try {
        result = use.of(answer);
      } catch (IOException e) {
        throw breakOff.asked() ? leftAlone(begun, e) : broken(call, e);
      }
      ongoing.answered();
      return result;
    } catch (SlippedVectorsException
        | TooMuchException
        | UnreadableVectorsException
        | QuotaException e) {
      // Whoever asks for several records goes on with fewer at a time.
      ongoing.answered();
      throw e;
    } catch (ChromaException e) {
      end(ongoing, breakOff, e);
      throw e;
    } catch (IOException e) {
      ChromaException failure = breakOff.asked() ? leftAlone(begun, e) : unanswered(e);
      end(ongoing, breakOff, failure);
      throw failure;
    }
  }

  /** A thread that is interrupted, because something else failed, tells nothing of the server. */
  private static void end(CallWatch.Ongoing ongoing, BreakOff breakOff, ChromaException failure) {
    if (Thread.currentThread().isInterrupted() && !breakOff.asked()) {
      ongoing.givenUp();
    } else {
      ongoing.failed(failure);
    }
  }

  private <T> T result(Call call, HttpAnswer answer, AnswerReader<T> reader) throws IOException {
    requireSuccess(call, answer);
    return read(answer.body(), reader);
  }

  private void requireSuccess(Call call, HttpAnswer answer) {
    if (!answer.successful()) {
      throw refusal(call, ErrorAnswer.read(answer, mask));
    }
  }

  /** What a server says, fit for a message. */
  String shown(String said) {
    return Texts.printable(mask.masked(said));
  }

  private <T> T read(InputStream body, AnswerReader<T> reader) throws IOException {
    try (JsonParser parser = JsonStreams.parser(body)) {
      parser.nextToken();
      JsonStreams.token(parser);
      T result = reader.read(parser);
      // Reading to the end gives the connection back, and notices an answer that goes on.
      if (parser.nextToken() != null) {
        throw new JsonStreams.Unexpected("the answer goes on after its end");
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

  private ChromaException leftAlone(long begun, IOException e) {
    long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    return unanswered("after " + seconds + " s it is not waited for any longer", e);
  }

  private ChromaException unanswered(IOException e) {
    return TlsTrouble.of(e, address)
        .<ChromaException>map(trouble -> trouble.failure(address, e))
        .orElseGet(() -> unanswered(reason(e), e));
  }

  private ChromaException unanswered(String reason, IOException e) {
    return new UnansweredException(address.url().toString(), mask.masked(reason), mask.masked(e));
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
    if (e instanceof SocketTimeoutException) {
      return "nothing came for " + Transport.ANSWER_TIMEOUT.toSeconds() + " s";
    }
    if (e instanceof InterruptedIOException) {
      return "it took more than " + transport.answerTime().most().toSeconds() + " s in all";
    }
    if (e.getCause() instanceof EOFException head && aboutLine(head.getMessage())) {
      return head.getMessage().startsWith(NOTHING_CAME)
          ? "it hung up without an answer"
          : "its head was cut short, or is longer than " + (Transport.LONGEST_HEAD >> 10) + " KB";
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

  private static boolean aboutLine(String message) {
    return message != null && message.startsWith(NO_END_OF_LINE);
  }

  private ChromaException refusal(Call call, ErrorAnswer answer) {
    String text = answer.text().isEmpty() ? "nothing more" : answer.text();
    String message =
        called(call) + " answered " + answer.status() + ": " + text + length(call, answer);
    if (answer.says(KnownAnswer.Meaning.SLIPPED_VECTORS)) {
      return new SlippedVectorsException(message);
    }
    if (answer.says(KnownAnswer.Meaning.UNREADABLE_VECTORS)) {
      return new UnreadableVectorsException(message, text);
    }
    if (answer.quota().isPresent()) {
      return new QuotaException(message, answer.quota().getAsLong());
    }
    if (answer.forbids(call.effect())) {
      return new WriteForbiddenException(message);
    }
    return new ChromaException(answer.kind(call.effect()), message, answer.retryAfter(), null);
  }

  private static String length(Call call, ErrorAnswer answer) {
    return answer.status() != 413
        ? ""
        : call.body()
            .map(
                body ->
                    String.format(
                        Locale.ROOT,
                        " (the request had %,d bytes; %s)",
                        body.json().size(),
                        answer.sizeSetting()))
            .orElse("");
  }

  private ChromaException broken(Call call, IOException e) {
    if (AnswerLimits.exceededIn(e)) {
      return new TooMuchException(
          called(call)
              + " gave an answer that goes on and on: it has "
              + AnswerLimits.told(e)
              + ", and no more is read.",
          mask.masked(e));
    }
    String told = shown(reasonOf(e));
    return e instanceof JsonProcessingException
        ? new NonsenseException(
            called(call) + " gave an answer that is not the JSON expected: " + told, mask.masked(e))
        : new ChromaException(
            BROKEN_ANSWER,
            called(call) + " gave an answer that was cut short: " + told,
            mask.masked(e));
  }

  private String reasonOf(IOException e) {
    if (e instanceof InterruptedIOException) {
      return reason(e);
    }
    return e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
  }

  private String called(Call call) {
    return call.method() + " " + address.url() + call.route().path();
  }

  private static String named(Call call) {
    return call.method() + " " + call.route().path();
  }
}

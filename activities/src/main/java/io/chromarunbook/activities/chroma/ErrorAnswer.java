package io.chromarunbook.activities.chroma;

import static io.chromarunbook.activities.chroma.ChromaException.Kind.BROKEN_ANSWER;
import static io.chromarunbook.activities.chroma.ChromaException.Kind.CONFLICT;
import static io.chromarunbook.activities.chroma.ChromaException.Kind.FORBIDDEN;
import static io.chromarunbook.activities.chroma.ChromaException.Kind.NOT_FOUND;
import static io.chromarunbook.activities.chroma.ChromaException.Kind.OVERLOADED;
import static io.chromarunbook.activities.chroma.ChromaException.Kind.READ_ONLY;
import static io.chromarunbook.activities.chroma.ChromaException.Kind.REFUSED;
import static io.chromarunbook.activities.chroma.ChromaException.Kind.TOO_LARGE;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import okio.BufferedSource;
import okio.ByteString;

/**
 * An answer other than 2xx. Chroma's servers say the same thing in different ways from release to
 * release, so status, error class and text are looked at together.
 *
 * @param error the class of the error, where the body is Chroma's; else empty
 * @param text what the server says of it, or the body
 */
record ErrorAnswer(int status, String error, String text, Optional<Duration> retryAfter) {
  /** 0.4 answers 500 with a ValueError, 0.5 and 0.6 400 with InvalidCollection, 1.x 404. */
  private static final Pattern ABSENT =
      Pattern.compile("(?i)\\b(collection|tenant|database)\\b.*\\b(does not exist|not found)");

  /** What becomes of a record call in 0.4 where the collection was dropped. */
  private static final String ABSENT_INDEX = "RuntimeError('coroutine raised StopIteration')";

  /** 0.4 answers 500 with the error where later ones answer 409; before 0.4.15 it was another. */
  private static final Pattern NAME_TAKEN =
      Pattern.compile("^UniqueConstraintError|^ValueError\\(.Collection .* already exists\\.");

  /** The text of the freeze's triggers, and SQLite's own for a file it may not write. */
  private static final Pattern NO_WRITES =
      Pattern.compile("(?i)read-only|readonly database|read only");

  /** Errors of the request which 0.x reports as its own. */
  private static final Pattern REQUEST_AT_FAULT =
      Pattern.compile("^(ValueError|KeyError|InvalidDimension).*|(?i).*dimension.*");

  /** What Python says where a 0.x server sorts vectors into a list that is too short. */
  private static final Pattern SLIPPED_VECTORS =
      Pattern.compile("^IndexError\\(.*list assignment.*|^TypeError\\(.*NoneType.*subscriptable.*");

  static ErrorAnswer read(Answer answer, SecretMask mask) {
    Optional<Duration> retryAfter = answer.header("Retry-After").flatMap(ErrorAnswer::duration);
    String body = text(answer.source());
    Map<String, Object> fields = fields(body);
    String error = text(fields.get("error"));
    String message = text(fields.get(fields.containsKey("message") ? "message" : "detail"));
    String said = message.isEmpty() ? error.isEmpty() ? body : error : message;
    return new ErrorAnswer(answer.status(), error, Texts.printable(mask.masked(said)), retryAfter);
  }

  /** What came of the body in a short time; the status says most of it. */
  private static String text(BufferedSource body) {
    body.timeout().deadline(AnswerLimits.ERROR_TIME.toMillis(), TimeUnit.MILLISECONDS);
    try {
      boolean ignored = body.request(AnswerLimits.ERROR_BYTES);
    } catch (IOException e) {
      // Cut short or not, what is there is told.
    }
    ByteString there = body.getBuffer().snapshot();
    return there.substring(0, Math.min(there.size(), AnswerLimits.ERROR_BYTES)).utf8();
  }

  private static Map<String, Object> fields(String body) {
    try (JsonParser parser = Json.FACTORY.createParser(body)) {
      parser.nextToken();
      return Json.object(parser);
    } catch (IOException e) {
      return Map.of(); // plain text is an answer too
    }
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  private static Optional<Duration> duration(String retryAfter) {
    try {
      if (retryAfter.strip().chars().allMatch(Character::isDigit)) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter.strip())));
      }
      Instant until =
          ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(Instant.now(), until);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  ChromaException.Kind kind(Call.Effect effect) {
    boolean write = effect == Call.Effect.WRITES;
    return switch (status) {
      case 401 -> FORBIDDEN;
      case 403 -> write ? READ_ONLY : FORBIDDEN;
      case 405 -> write ? READ_ONLY : REFUSED;
      case 404 -> error.isEmpty() && !absent() ? REFUSED : NOT_FOUND;
      case 409 -> refusesWrites() ? READ_ONLY : CONFLICT;
      case 413 -> TOO_LARGE;
      case 429, 503 -> OVERLOADED;
      case 408 -> BROKEN_ANSWER;
      case 501 -> REFUSED;
      default -> otherKind(write);
    };
  }

  private ChromaException.Kind otherKind(boolean write) {
    if (write && refusesWrites()) {
      return READ_ONLY;
    }
    if (absent()) {
      return NOT_FOUND;
    }
    if (NAME_TAKEN.matcher(error).find()) {
      return CONFLICT;
    }
    boolean requestAtFault = status < 500 || REQUEST_AT_FAULT.matcher(error).matches();
    boolean namesDimension = REQUEST_AT_FAULT.matcher(text).matches();
    return requestAtFault || namesDimension ? REFUSED : BROKEN_ANSWER;
  }

  /** Whether it lets these credentials not write; its text may say that nobody may. */
  boolean forbids(Call.Effect effect) {
    return status == 403 && effect == Call.Effect.WRITES && !refusesWrites();
  }

  boolean slippedVectors() {
    return status == 500 && SLIPPED_VECTORS.matcher(error).matches();
  }

  private boolean refusesWrites() {
    return NO_WRITES.matcher(text).find() || NO_WRITES.matcher(error).find();
  }

  private boolean absent() {
    return ABSENT.matcher(text).find()
        || error.equals("InvalidCollection")
        || error.equals(ABSENT_INDEX);
  }
}

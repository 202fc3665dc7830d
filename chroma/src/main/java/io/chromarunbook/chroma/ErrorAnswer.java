package io.chromarunbook.chroma;

import static io.chromarunbook.chroma.ChromaException.Kind.BROKEN_ANSWER;
import static io.chromarunbook.chroma.ChromaException.Kind.CONFLICT;
import static io.chromarunbook.chroma.ChromaException.Kind.FORBIDDEN;
import static io.chromarunbook.chroma.ChromaException.Kind.NOT_FOUND;
import static io.chromarunbook.chroma.ChromaException.Kind.OVERLOADED;
import static io.chromarunbook.chroma.ChromaException.Kind.READ_ONLY;
import static io.chromarunbook.chroma.ChromaException.Kind.REFUSED;
import static io.chromarunbook.chroma.ChromaException.Kind.TOO_LARGE;

import com.fasterxml.jackson.core.JsonParser;
import io.chromarunbook.chroma.KnownAnswer.Meaning;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
  /** Chroma's servers answer JSON or a line of text; a gateway before them answers a page. */
  private static final Pattern PAGE =
      Pattern.compile("(?i)^\\s*<(!doctype|html|head|body|center)\\b");

  private static final Pattern MARKUP =
      Pattern.compile("(?is)<(style|script)\\b.*?</\\1\\s*>|<!--.*?-->|<[^>]*>?");

  private static final Pattern TITLE = Pattern.compile("(?is)<title\\b.*?</title\\s*>");

  /** What a 1.x server itself says of a body that is too large. */
  private static final String OWN_LIMIT = "Payload too large";

  static ErrorAnswer read(HttpAnswer answer, SecretMask mask) {
    Optional<Duration> retryAfter = answer.header("Retry-After").flatMap(ErrorAnswer::duration);
    String body = withoutMarkup(text(answer.source()));
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

  /** Of a gateway's page what it says; a body of any other kind as it is. */
  private static String withoutMarkup(String body) {
    if (!PAGE.matcher(body).find()) {
      return body;
    }
    // A title says most often what the page says again.
    String words = words(TITLE.matcher(body).replaceAll(" "));
    return (words.isEmpty() ? words(body) : words) + " (a page, as a gateway answers)";
  }

  private static String words(String page) {
    return MARKUP.matcher(page).replaceAll(" ").replaceAll("\\s+", " ").strip();
  }

  private static Map<String, Object> fields(String body) {
    try (JsonParser parser = JsonStreams.FACTORY.createParser(body)) {
      parser.nextToken();
      return JsonStreams.object(parser);
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

  /** Which setting, of whom, makes a request too large. */
  String sizeSetting() {
    if (text.toLowerCase(Locale.ROOT).contains("nginx")) {
      return "nginx limits it by client_max_body_size";
    }
    return text.equals(OWN_LIMIT)
        ? "Chroma's server limits it by max_payload_size_bytes in its configuration"
        : "a gateway before the server limits it";
  }

  ChromaException.Kind kind(Call.Effect effect) {
    boolean write = effect == Call.Effect.WRITES;
    return switch (status) {
      case 401 -> FORBIDDEN;
      case 403 -> write ? READ_ONLY : FORBIDDEN;
      case 405 -> write ? READ_ONLY : REFUSED;
      case 404 -> error.isEmpty() && !says(Meaning.ABSENT) ? REFUSED : NOT_FOUND;
      case 409 -> says(Meaning.NO_WRITES) ? READ_ONLY : CONFLICT;
      case 413 -> TOO_LARGE;
      case 429, 503 -> OVERLOADED;
      case 408 -> BROKEN_ANSWER;
      case 501 -> REFUSED;
      default -> otherKind(write);
    };
  }

  private ChromaException.Kind otherKind(boolean write) {
    if (write && says(Meaning.NO_WRITES)) {
      return READ_ONLY;
    }
    if (says(Meaning.ABSENT)) {
      return NOT_FOUND;
    }
    if (says(Meaning.TAKEN)) {
      return CONFLICT;
    }
    return status < 500 || says(Meaning.REFUSED) ? REFUSED : BROKEN_ANSWER;
  }

  /** Whether it lets these credentials not write; its text may say that nobody may. */
  boolean forbids(Call.Effect effect) {
    return status == 403 && effect == Call.Effect.WRITES && !says(Meaning.NO_WRITES);
  }

  /** Whether it is known to mean this. */
  boolean says(Meaning meaning) {
    return known(meaning).isPresent();
  }

  /** The limit of the quota that the request was beyond; empty where it is about none. */
  OptionalLong quota() {
    return known(Meaning.QUOTA).stream()
        .mapToLong(answer -> Long.parseLong(answer.group(this)))
        .findFirst();
  }

  private Optional<KnownAnswer> known(Meaning meaning) {
    return Arrays.stream(KnownAnswer.values())
        .filter(answer -> answer.meaning() == meaning)
        .filter(answer -> answer.is(this))
        .findFirst();
  }
}

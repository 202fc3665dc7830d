package io.chromarunbook.chroma;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps secrets out of texts. A server, or a command, that was given a secret may say it again in
 * its complaint, so what they say is masked where it comes in: the secret as it is, the parts it is
 * made of, and the ways it is commonly written down.
 */
public final class SecretMask {

  /** Masks nothing, because no secret is known. */
  public static final SecretMask NONE = of(List.of());

  private static final String MASK = "***";

  /** What is shorter stands in too many words that are no secrets. */
  private static final int SHORTEST = 4;

  /** Of a path: "services" is no secret. */
  private static final int SHORTEST_SEGMENT = 16;

  /** Long enough to be known although a line ends within it, or the text does. */
  private static final int UNMISTAKABLE = 12;

  private static final int TELLING_BEGINNING = 4;

  /** How a text says that there was more; the last one as a file's bytes have the first. */
  private static final List<String> CUTS = List.of("…", "...", "\u00e2\u0080\u00a6");

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern SEPARATORS = Pattern.compile("[/?&=]");
  private static final Pattern NO_BLANK = Pattern.compile("\\S");

  /** What names the kind of a credential and is none. */
  private static final Set<String> SCHEMES = Set.of("bearer", "basic", "token", "apikey", "digest");

  private static final int WINDOW = 1 << 20;

  /** The longest first, so that no part of one is left of another. */
  private final List<String> forms;

  private SecretMask(Stream<String> forms) {
    this.forms =
        forms
            .filter(form -> form.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** Masks these secrets: values of headers, and URLs that hold a token. */
  public static SecretMask of(Collection<String> secrets) {
    return new SecretMask(secrets.stream().flatMap(SecretMask::parts).flatMap(SecretMask::written));
  }

  /** Masks what either masks. */
  public SecretMask and(SecretMask other) {
    return new SecretMask(Stream.concat(forms.stream(), other.forms.stream()));
  }

  /** The text with each secret replaced. */
  public String masked(String text) {
    if (text == null || forms.isEmpty()) {
      return text;
    }
    StringBuilder masked = new StringBuilder();
    int end = 0;
    for (Span span : spans(text, true, forms)) {
      masked.append(text, end, span.from()).append(MASK);
      end = span.to();
    }
    return masked.append(text, end, text.length()).toString();
  }

  /**
   * The failure with no secret in its message or in those of its causes: itself where there is
   * none.
   */
  public Throwable masked(Throwable failure) {
    if (failure == null) {
      return null;
    }
    Throwable cause = masked(failure.getCause());
    String message = masked(failure.getMessage());
    if (cause == failure.getCause() && Objects.equals(message, failure.getMessage())) {
      return failure;
    }
    IOException copy = new IOException(failure.getClass().getName() + ": " + message, cause);
    copy.setStackTrace(failure.getStackTrace());
    return copy;
  }

  /**
   * Overwrites each secret in a file, byte by byte, so that whoever still writes to the file goes
   * on where it was.
   *
   * @throws IOException where the file cannot be read or written
   */
  public void overwriteIn(Path file) throws IOException {
    if (forms.isEmpty()) {
      return;
    }
    List<String> bytes =
        forms.stream()
            .map(
                form ->
                    new String(form.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
            .toList();
    // A secret that is written over several lines takes more room than its own.
    int overlap = 2 * bytes.stream().mapToInt(String::length).max().orElse(0);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long start = 0;
      while (start < channel.size()) {
        ByteBuffer window = ByteBuffer.allocate(WINDOW + overlap);
        while (window.hasRemaining() && channel.read(window, start + window.position()) >= 0) {
          // Until the window is full, or the file at its end.
        }
        boolean last = start + window.position() >= channel.size();
        String text = new String(window.array(), 0, window.position(), StandardCharsets.ISO_8859_1);
        for (Span span : spans(text, last, bytes)) {
          channel.write(
              ByteBuffer.wrap(
                  NO_BLANK
                      .matcher(text.substring(span.from(), span.to()))
                      .replaceAll("*")
                      .getBytes(StandardCharsets.ISO_8859_1)),
              start + span.from());
        }
        start += last ? window.position() : WINDOW;
      }
    }
  }

  private record Span(int from, int to) {}

  private static List<Span> spans(String text, boolean whole, List<String> forms) {
    List<Span> spans = new ArrayList<>();
    BitSet beginnings = new BitSet();
    forms.forEach(form -> beginnings.set(Character.toLowerCase(form.charAt(0))));
    int at = 0;
    while (at < text.length()) {
      if (!beginnings.get(Character.toLowerCase(text.charAt(at)))) {
        at++;
        continue;
      }
      int end = -1;
      for (String form : forms) {
        end = end(text, at, form, whole);
        if (end > 0) {
          break;
        }
      }
      if (end > 0) {
        spans.add(new Span(at, end));
        at = end;
      } else {
        at++;
      }
    }
    return spans;
  }

  /** Where a form that begins here ends in the text; -1 where none begins. */
  private static int end(String text, int begin, String form, boolean whole) {
    int at = begin;
    int known = 0;
    while (known < form.length()) {
      if (cutShort(text, at, whole)) {
        return form.length() >= UNMISTAKABLE && known >= TELLING_BEGINNING ? at : -1;
      }
      if (at == text.length()) {
        return -1;
      }
      char here = text.charAt(at);
      if (Character.toLowerCase(here) == Character.toLowerCase(form.charAt(known))) {
        known++;
      } else if (known == 0 || form.length() < UNMISTAKABLE || !Character.isWhitespace(here)) {
        return -1;
      }
      at++;
    }
    return at;
  }

  private static boolean cutShort(String text, int at, boolean whole) {
    return (whole && at == text.length())
        || CUTS.stream().anyMatch(cut -> text.startsWith(cut, at));
  }

  /** The secret, and what it is made of that is one by itself. */
  private static Stream<String> parts(String secret) {
    Set<String> parts = new LinkedHashSet<>();
    String value = secret.strip();
    parts.add(value);
    String[] words = BLANKS.split(value, -1);
    for (String word : words) {
      if (!SCHEMES.contains(word.toLowerCase(Locale.ROOT))) {
        parts.add(word);
      }
    }
    if (words.length == 2 && words[0].equalsIgnoreCase("basic")) {
      parts.addAll(credentials(words[1]));
    }
    if (value.regionMatches(true, 0, "http", 0, 4)) {
      parts.addAll(path(value));
    }
    return parts.stream();
  }

  /** User and password, and the password, of what HTTP calls basic authentication. */
  private static List<String> credentials(String word) {
    try {
      String decoded = new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8);
      int colon = decoded.indexOf(':');
      return colon < 0 ? List.of(decoded) : List.of(decoded, decoded.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  /** What a URL's path and query have that no other URL of the same host has. */
  private static List<String> path(String url) {
    try {
      URI parsed = URI.create(url);
      String path = parsed.getRawPath() == null ? "" : parsed.getRawPath();
      String query = parsed.getRawQuery() == null ? "" : "?" + parsed.getRawQuery();
      List<String> parts = new ArrayList<>();
      if ((path + query).length() >= SHORTEST_SEGMENT) {
        parts.add(path + query);
      }
      SEPARATORS
          .splitAsStream(path + query)
          .filter(segment -> segment.length() >= SHORTEST_SEGMENT)
          .forEach(parts::add);
      return parts;
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  /** The ways in which a part may be written. */
  private static Stream<String> written(String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    String encoded = URLEncoder.encode(part, StandardCharsets.UTF_8);
    return Stream.of(
        part,
        encoded,
        encoded.replace("+", "%20"),
        new String(JsonStringEncoder.getInstance().quoteAsString(part)),
        Base64.getEncoder().encodeToString(bytes),
        Base64.getUrlEncoder().encodeToString(bytes),
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}

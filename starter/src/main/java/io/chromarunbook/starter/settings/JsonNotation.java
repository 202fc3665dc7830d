package io.chromarunbook.starter.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** JSON. A text stays a text, a number a number, and true and false stay one of these. */
final class JsonNotation implements Notation {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private record Leaf(List<String> path, JsonToken token, int from, int to, String value) {}

  @Override
  public Place find(String text, String key) throws UnfitException {
    Leaf leaf = leaf(leaves(text), key);
    return new Place(leaf.from(), leaf.to(), Optional.of(leaf.value()));
  }

  @Override
  public String set(String text, String key, String value) throws UnfitException {
    List<Leaf> before = leaves(text);
    Leaf leaf = leaf(before, key);
    String changed =
        new Place(leaf.from(), leaf.to(), Optional.empty())
            .filled(text, written(key, value, leaf.token()));
    List<Leaf> after = leaves(changed);
    if (!find(changed, key).value().equals(Optional.of(value))
        || !others(after, leaf.path()).equals(others(before, leaf.path()))) {
      throw UnfitException.unsure(
          "would not be read with this value of %s; change it by hand.".formatted(Keys.shown(key)));
    }
    return changed;
  }

  private static String written(String key, String value, JsonToken old) throws UnfitException {
    return switch (old) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        if (!value.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
          throw UnfitException.unsure(
              "has a number at %s, and the new value is none.".formatted(Keys.shown(key)));
        }
        yield value;
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        if (!value.equals("true") && !value.equals("false")) {
          throw UnfitException.unsure(
              "has true or false at %s, and the new value is neither.".formatted(Keys.shown(key)));
        }
        yield value;
      }
      default -> '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
    };
  }

  /** All but one of them, without where they stand. */
  private static List<List<?>> others(List<Leaf> leaves, List<String> but) {
    List<List<?>> others = new ArrayList<>();
    for (Leaf leaf : leaves) {
      if (!leaf.path().equals(but)) {
        others.add(List.of(leaf.path(), leaf.token(), leaf.value()));
      }
    }
    return others;
  }

  private static Leaf leaf(List<Leaf> leaves, String key) throws UnfitException {
    List<String> path = Keys.path(key);
    for (Leaf leaf : leaves) {
      if (leaf.path().equals(path)) {
        if (leaf.token().isStructStart()) {
          throw UnfitException.unsure(
              "has more keys or a list at %s; name one value of them.".formatted(Keys.shown(key)));
        }
        return leaf;
      }
    }
    throw Keys.missing(
        key,
        leaves.stream()
            .filter(leaf -> !leaf.token().isStructStart())
            .map(leaf -> Keys.written(leaf.path()))
            .toList());
  }

  /** Every value with its path: mappings and lists before what they have. */
  private static List<Leaf> leaves(String text) throws UnfitException {
    int begin = text.startsWith("\uFEFF") ? 1 : 0;
    List<Leaf> leaves = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(text.substring(begin))) {
      // The place in each list that is open; -1 for a mapping.
      Deque<Integer> places = new ArrayDeque<>();
      Deque<String> path = new ArrayDeque<>();
      boolean ended = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (ended) {
          throw UnfitException.broken("goes on behind its first JSON value; leave one of them.");
        }
        if (token == JsonToken.FIELD_NAME) {
          path.addLast(parser.currentName());
          continue;
        }
        if (token.isStructEnd()) {
          places.removeLast();
        } else {
          if (!places.isEmpty() && places.getLast() >= 0) {
            path.addLast(String.valueOf(places.getLast()));
          }
          int from = begin + (int) parser.currentTokenLocation().getCharOffset();
          leaves.add(
              new Leaf(List.copyOf(path), token, from, end(text, from, token), parser.getText()));
          if (token.isStructStart()) {
            places.addLast(token == JsonToken.START_ARRAY ? 0 : -1);
            continue;
          }
        }
        path.pollLast();
        if (!places.isEmpty() && places.getLast() >= 0) {
          places.addLast(places.removeLast() + 1);
        }
        ended = places.isEmpty();
      }
    } catch (JsonProcessingException e) {
      throw UnfitException.broken(
          "is no JSON at line %d: %s."
              .formatted(
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return leaves;
  }

  private static int end(String text, int from, JsonToken token) {
    int at = from + 1;
    if (token == JsonToken.VALUE_STRING) {
      while (text.charAt(at) != '"') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      return at + 1;
    }
    while (token.isScalarValue()
        && at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at;
  }
}

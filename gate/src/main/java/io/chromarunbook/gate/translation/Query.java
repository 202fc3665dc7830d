package io.chromarunbook.gate.translation;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What follows a path after the question mark. */
record Query(String text) {

  /** The first value of this name, decoded; nothing where it is missing or empty. */
  Optional<String> value(String name) {
    return Arrays.stream(text.split("&", -1))
        .filter(part -> part.startsWith(name + "="))
        .map(part -> Percent.decodedValue(part.substring(name.length() + 1)))
        .filter(Predicate.not(String::isEmpty))
        .findFirst();
  }

  /** Those of its parameters that page through a list, where they say anything. */
  Query pages() {
    return new Query(
        Arrays.stream(text.split("&", -1))
            .filter(part -> part.matches("(limit|offset)=.+"))
            .collect(Collectors.joining("&")));
  }
}

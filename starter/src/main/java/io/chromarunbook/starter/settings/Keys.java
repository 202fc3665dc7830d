package io.chromarunbook.starter.settings;

import io.chromarunbook.starter.outcome.Nearest;
import io.chromarunbook.workflows.text.Printable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Keys as people write them. */
final class Keys {

  private static final int LONGEST_SHOWN = 60;

  private Keys() {}

  /** The names of a path, from the top; a dot in a name is written with a backslash before it. */
  static List<String> path(String key) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    for (int index = 0; index < key.length(); index++) {
      char one = key.charAt(index);
      if (one == '\\' && key.startsWith(".", index + 1)) {
        name.append('.');
        index++;
      } else if (one == '.') {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(one);
      }
    }
    names.add(name.toString());
    return names;
  }

  /** The same back. */
  static String written(List<String> path) {
    return path.stream().map(name -> name.replace(".", "\\.")).collect(Collectors.joining("."));
  }

  /** There is no such key, and which was perhaps meant. */
  static UnfitException missing(String key, Collection<String> known) {
    return UnfitException.noKey(
        "has no key %s%s"
            .formatted(
                shown(key),
                Nearest.of(key, known)
                    .map(near -> "; did you mean " + shown(near) + "?")
                    .orElse("; a key that is to be set must be there already.")));
  }

  static String shown(String key) {
    return Printable.of(key, LONGEST_SHOWN);
  }
}

package io.chromarunbook.starter.settings;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/** All values of a YAML document by their paths, and what stands in the way of changing them. */
final class YamlWalk {

  private static final String KEY_THAT_IS_NO_TEXT = "?";

  private final String text;
  private final int begin;
  private final Iterator<Event> events;
  private final List<YamlLeaf> leaves = new ArrayList<>();
  private final Map<List<String>, String> obstacles = new HashMap<>();
  private final Set<List<String>> parents = new LinkedHashSet<>();

  private YamlWalk(String text) {
    this.text = text;
    this.begin = text.startsWith("\uFEFF") ? 1 : 0;
    this.events = new Yaml().parse(new StringReader(text.substring(begin))).iterator();
  }

  static YamlWalk over(String text) throws UnfitException {
    try {
      YamlWalk walk = new YamlWalk(text);
      walk.document();
      return walk;
    } catch (MarkedYAMLException e) {
      throw UnfitException.broken(
          "is no YAML at line %d: %s."
              .formatted(
                  e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1,
                  e.getProblem()));
    } catch (YAMLException e) {
      throw UnfitException.broken(
          "is no YAML: %s".formatted(e.getMessage().lines().findFirst().orElse("")));
    }
  }

  /** The one value of a key, where it can be changed without changing anything else. */
  YamlLeaf leaf(String key) throws UnfitException {
    List<String> path = Keys.path(key);
    for (int length = 0; length <= path.size(); length++) {
      String obstacle = obstacles.get(path.subList(0, length));
      if (obstacle != null) {
        throw UnfitException.unsure(obstacle.formatted(Keys.shown(key)));
      }
    }
    if (parents.contains(path)) {
      throw UnfitException.unsure(
          "has more keys or a list at %s; name one value of them.".formatted(Keys.shown(key)));
    }
    for (YamlLeaf leaf : leaves) {
      if (leaf.path().equals(path)) {
        return leaf;
      }
    }
    throw Keys.missing(key, leaves.stream().map(leaf -> Keys.written(leaf.path())).toList());
  }

  /** All values but this key's, as they are written, without where they stand. */
  List<List<?>> others(String key) {
    List<String> path = Keys.path(key);
    List<List<?>> others = new ArrayList<>();
    for (YamlLeaf leaf : leaves) {
      if (!leaf.path().equals(path)) {
        others.add(List.of(leaf.path(), leaf.value().getValue(), leaf.value().getScalarStyle()));
      }
    }
    others.add(List.copyOf(parents));
    return others;
  }

  private void document() throws UnfitException {
    boolean begun = false;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent) {
        if (begun) {
          throw UnfitException.unsure(
              "has more than one document, and a key does not say which; change it by hand.");
        }
        begun = true;
        node(events.next(), List.of());
      }
    }
  }

  private void node(Event event, List<String> path) {
    if (event instanceof AliasEvent) {
      obstacles.put(path, "has an alias (*) at or above %s; change it where its anchor (&) is.");
      return;
    }
    if (event instanceof NodeEvent named && named.getAnchor() != null) {
      obstacles.put(
          path, "has an anchor (&) at or above %s, so that other keys would change with it.");
    }
    if (event instanceof CollectionStartEvent start) {
      if (start.getTag() != null) {
        obstacles.put(path, "has a tag (!) at or above %s, which only its reader understands.");
      }
      parents.add(path);
      if (event instanceof MappingStartEvent) {
        mapping(path);
      } else {
        sequence(path);
      }
    } else if (event instanceof ScalarEvent scalar) {
      scalar(scalar, path);
    }
  }

  private void scalar(ScalarEvent scalar, List<String> path) {
    if (scalar.getTag() != null) {
      obstacles.put(path, "has a tag (!) at %s, which only its reader understands.");
    }
    if (scalar.getScalarStyle() == ScalarStyle.LITERAL
        || scalar.getScalarStyle() == ScalarStyle.FOLDED) {
      obstacles.put(path, "has a block of lines at %s; change it by hand.");
    }
    leaves.add(
        new YamlLeaf(path, scalar, place(scalar.getStartMark()), place(scalar.getEndMark())));
  }

  private void mapping(List<String> path) {
    Set<String> names = new LinkedHashSet<>();
    for (Event key = events.next(); !key.is(Event.ID.MappingEnd); key = events.next()) {
      String name = KEY_THAT_IS_NO_TEXT;
      if (key instanceof ScalarEvent scalar) {
        name = scalar.getValue();
      } else {
        skip(key);
      }
      List<String> below = below(path, name);
      if (!names.add(name)) {
        obstacles.put(below, "has a key at or above %s more than once; leave one of them.");
      }
      node(events.next(), below);
    }
  }

  private void sequence(List<String> path) {
    int place = 0;
    for (Event each = events.next(); !each.is(Event.ID.SequenceEnd); each = events.next()) {
      node(each, below(path, String.valueOf(place)));
      place++;
    }
  }

  private void skip(Event event) {
    if (event instanceof CollectionStartEvent) {
      int open = 1;
      while (open > 0) {
        Event next = events.next();
        open += next instanceof CollectionStartEvent ? 1 : 0;
        open -= next.is(Event.ID.MappingEnd) || next.is(Event.ID.SequenceEnd) ? 1 : 0;
      }
    }
  }

  private static List<String> below(List<String> path, String name) {
    List<String> below = new ArrayList<>(path);
    below.add(name);
    return List.copyOf(below);
  }

  /** The parser counts in code points. */
  private int place(Mark mark) {
    return text.offsetByCodePoints(begin, mark.getIndex());
  }
}

package io.chromarunbook.starter.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML of one document. A text stays a text for readers of YAML 1.1 and 1.2, a number a number, and
 * true and false stay one of these.
 */
final class YamlNotation implements Notation {

  // Without quotes some reader takes these for something else than a text.
  private static final Set<String> WORDS =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");
  private static final String PLAIN = "[A-Za-z/][A-Za-z0-9_./:@%+=-]*";
  private static final String NUMBER = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?";

  private final Resolver resolver = new Resolver();

  @Override
  public Place find(String text, String key) throws UnfitException {
    YamlLeaf leaf = YamlWalk.over(text).leaf(key);
    ScalarEvent value = leaf.value();
    return new Place(leaf.from(), leaf.to(), Optional.of(value.getValue()));
  }

  @Override
  public String set(String text, String key, String value) throws UnfitException {
    YamlWalk before = YamlWalk.over(text);
    YamlLeaf leaf = before.leaf(key);
    Tag kind = kind(leaf.value());
    String written = written(key, value, leaf.value());
    // A value that is not there yet needs its blank behind the colon.
    boolean joined =
        leaf.from() > 0 && leaf.from() == leaf.to() && text.charAt(leaf.from() - 1) == ':';
    String changed =
        new Place(leaf.from(), leaf.to(), Optional.empty())
            .filled(text, (joined ? " " : "") + written);
    if (!sameButFor(before, changed, key, value, kind)) {
      throw UnfitException.unsure(
          "would not be read with this value of %s; change it by hand.".formatted(Keys.shown(key)));
    }
    return changed;
  }

  private boolean sameButFor(YamlWalk before, String changed, String key, String value, Tag kind) {
    try {
      YamlWalk after = YamlWalk.over(changed);
      YamlLeaf leaf = after.leaf(key);
      return leaf.value().getValue().equals(value)
          && kind(leaf.value()).equals(kind.equals(Tag.NULL) ? Tag.STR : kind)
          && after.others(key).equals(before.others(key));
    } catch (UnfitException e) {
      return false;
    }
  }

  /** What kind of value it is: a number of any notation, a boolean, null, or a text. */
  private Tag kind(ScalarEvent value) {
    if (value.getScalarStyle() != ScalarStyle.PLAIN) {
      return Tag.STR;
    }
    Tag tag = resolver.resolve(NodeId.scalar, value.getValue(), true);
    if (tag.equals(Tag.FLOAT) || tag.equals(Tag.INT)) {
      return Tag.INT;
    }
    return tag.equals(Tag.BOOL) || tag.equals(Tag.NULL) ? tag : Tag.STR;
  }

  private String written(String key, String value, ScalarEvent old) throws UnfitException {
    Tag kind = kind(old);
    if (kind.equals(Tag.INT)) {
      if (!value.matches(NUMBER)) {
        throw UnfitException.unsure(
            "has a number at %s, and the new value is none.".formatted(Keys.shown(key)));
      }
      return value;
    }
    if (kind.equals(Tag.BOOL)) {
      if (!value.equals("true") && !value.equals("false")) {
        throw UnfitException.unsure(
            "has true or false at %s, and the new value is neither.".formatted(Keys.shown(key)));
      }
      return value;
    }
    boolean printable = value.codePoints().allMatch(YamlNotation::printable);
    if (old.getScalarStyle() == ScalarStyle.SINGLE_QUOTED && printable) {
      return "'" + value.replace("'", "''") + "'";
    }
    return old.getScalarStyle() == ScalarStyle.PLAIN && plain(value) ? value : quoted(value);
  }

  private boolean plain(String value) {
    return value.matches(PLAIN)
        && !value.endsWith(":")
        && !WORDS.contains(value.toLowerCase(Locale.ROOT))
        && resolver.resolve(NodeId.scalar, value, true).equals(Tag.STR);
  }

  private static boolean printable(int one) {
    return one >= ' '
        && !Character.isISOControl(one)
        && Character.getType(one) != Character.LINE_SEPARATOR
        && Character.getType(one) != Character.PARAGRAPH_SEPARATOR
        && Character.getType(one) != Character.SURROGATE
        && one != 0xFEFF
        && one != 0xFFFE
        && one != 0xFFFF;
  }

  private static String quoted(String value) {
    StringBuilder text = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            one -> {
              switch (one) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                  if (printable(one)) {
                    text.appendCodePoint(one);
                  } else {
                    text.append(String.format(Locale.ROOT, "\\u%04X", one));
                  }
                }
              }
            });
    return text.append('"').toString();
  }
}

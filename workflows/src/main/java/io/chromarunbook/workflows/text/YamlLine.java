package io.chromarunbook.workflows.text;

import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * A value as YAML in one line, which every YAML reader reads back as it was. What cannot be seen is
 * written as its code, so that a person sees all of it too.
 */
public final class YamlLine {

  /** What a key or a text may be without quotes, unless it means something else. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  /** What YAML allows a key that has its value in the same line. */
  private static final int LONGEST_KEY = 1024;

  /** Quotes every text that is not plainly one. */
  private static final class Quoting extends Representer {

    Quoting(DumperOptions options) {
      super(options);
      representers.put(
          String.class,
          value -> {
            String text = (String) value;
            return representScalar(
                Tag.STR,
                text,
                PLAIN.matcher(text).matches() ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
          });
    }
  }

  private YamlLine() {}

  /**
   * A key with its value, for a line of a mapping.
   *
   * @return empty where the key is longer than YAML allows one in a line
   */
  public static Optional<String> entry(String key, Object value) {
    String written = of(key);
    return written.length() > LONGEST_KEY
        ? Optional.empty()
        : Optional.of(written + ": " + of(value));
  }

  /**
   * The line, without a line break.
   *
   * @param value texts, numbers, booleans, null, and lists and maps of them
   */
  public static String of(Object value) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.FLOW);
    options.setSplitLines(false);
    options.setWidth(Integer.MAX_VALUE);
    options.setMaxSimpleKeyLength(LONGEST_KEY);
    options.setAllowUnicode(true);
    String line = new Yaml(new Quoting(options), options).dump(value).stripTrailing();
    // Only within quotes can there be anything invisible, and there its code means the same.
    return Printable.of(line);
  }
}

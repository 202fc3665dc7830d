package io.chromarunbook.starter.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chromarunbook.starter.outcome.ExitCode;
import io.chromarunbook.starter.outcome.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

@Timeout(120)
class SettingsFileTest {

  private static final String MIGRATION = "kb-to-1x";
  private static final String NEW = "http://new:8000";

  private static final List<String> VALUES =
      List.of(
          NEW,
          "",
          " ",
          " before and after ",
          "a#b",
          "a #b",
          "#",
          "$HOME ${X} `id` $(id)",
          "it's",
          "say \"hi\"",
          "'\"$",
          "back\\slash",
          "ends with \\",
          "two\nlines",
          "cr\rlf\r\n",
          "tab\there",
          "key: value",
          "- item",
          "a=b:c",
          "{a: b}",
          "[1, 2]",
          "*alias",
          "&anchor",
          "!tag",
          "%x",
          "@x",
          "|",
          "> x",
          "true",
          "NO",
          "null",
          "~",
          "1",
          "1e3",
          "0x1F",
          "12:30",
          "2026-12-01",
          "1_000",
          ".inf",
          "übermäßig",
          "日本",
          "😀",
          "\u0085",
          "\u2028",
          "\uFEFF",
          "\u0001",
          "\u007f",
          "!",
          "a;b|c&d",
          "https://x/?a=1&b=2#c");

  @TempDir private Path folder;

  /** Name of a file, its text with {} for the value as it stands, its key. */
  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of(
            "a.env", "# first\nCHROMA_URL={}\nOTHER=1 # one\n", "CHROMA_URL", "http://old:8000"),
        Arguments.of(
            "b.env", "export CHROMA_URL={}\r\n\r\nX='a\nCHROMA_URL=no'", "CHROMA_URL", "\"old\""),
        Arguments.of(".env", "A=\"x\"\n  CHROMA_URL={}  # why\nB", "CHROMA_URL", "'old one'"),
        Arguments.of("bom.env", "\uFEFFCHROMA_URL={}", "CHROMA_URL", ""),
        Arguments.of(
            "a.properties", "! c\n\\u0061.url : {}\nz=1\\\n  2\n", "a.url", "one\\\n   two"),
        Arguments.of("b.properties", "\n a.url={}\r\nb\r\n", "a.url", ""),
        Arguments.of("c.properties", "x=y\na.url{}", "a.url", ""),
        Arguments.of(
            "a.yaml",
            "# c\nchroma:\n    url: {} # old\n    b: [1,  2]\n",
            "chroma.url",
            "http://old:8000"),
        Arguments.of(
            "b.yml",
            "a: &x {b: c}\r\nd: *x\r\nchroma: {url:  {}, z: 1}\r\n",
            "chroma.url",
            "\"o\\tld\""),
        Arguments.of(
            "c.yaml",
            "list:\n- name: 'it''s'\n- url: {}\n  z: |\n    block\n",
            "list.1.url",
            "'old'"),
        Arguments.of("d.yaml", "---\n\"a.b\":\n  c: {}\n", "a\\.b.c", "two\n    lines"),
        Arguments.of("e.yaml", "\uFEFF😀: 1\nurl:{}\nz: 2\n", "url", ""),
        Arguments.of(
            "a.json",
            "{\"a\": [1,\t{\"url\":{}}],\r\n \"z\":1.50}\n",
            "a.1.url",
            "\"old\\u0020\\\"\""),
        Arguments.of("b.json", "{\"url\" :  {} }", "url", "null"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void every_value_is_read_as_it_was_given_or_refused_and_nothing_else_changes(
      String name, String text, String key, String old) throws Exception {
    int refused = 0;
    for (String value : VALUES) {
      Path file = folder.resolve(name);
      byte[] before = text.replace("{}", old).getBytes(StandardCharsets.UTF_8);
      Files.write(file, before);
      SettingsFile settings = SettingsFile.at(file);
      try {
        settings.set(key, value, Optional.empty(), MIGRATION);
      } catch (Failure failure) {
        refused++;
        assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(failure.getMessage()).endsWith(".").doesNotContain("\n");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        continue;
      }
      byte[] after = Files.readAllBytes(file);
      String kept = text.substring(0, text.indexOf("{}"));
      String rest = text.substring(text.indexOf("{}") + 2);
      assertThat(new String(after, StandardCharsets.UTF_8)).startsWith(kept).endsWith(rest);
      assertThat(read(file, key)).as("%s in %s", value, name).isEqualTo(value);
      assertThat(settings.value(key, Optional.empty())).isEqualTo(value);

      settings.set(key, value, Optional.empty(), MIGRATION);
      assertThat(Files.readAllBytes(file)).isEqualTo(after);
      settings.restore(MIGRATION, OthersEdits.STAY);
      settings.restore(MIGRATION, OthersEdits.STAY);
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
      for (Path left : List.of(kept(file), note(file))) {
        Files.deleteIfExists(left);
      }
    }
    assertThat(refused).isLessThan(name.endsWith("env") ? 12 : 1);
  }

  /** As a real reader of the format has it. */
  private static String read(Path file, String key) throws Exception {
    String name = file.getFileName().toString();
    String text = Files.readString(file).replaceFirst("^\uFEFF", "");
    if (name.endsWith("env")) {
      return shell(text, key);
    }
    if (name.endsWith("properties")) {
      Properties properties = new Properties();
      properties.load(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
      return properties.getProperty(key);
    }
    if (name.endsWith("json")) {
      JsonNode node = new ObjectMapper().readTree(text);
      for (String step : Keys.path(key)) {
        node = node.isArray() ? node.get(Integer.parseInt(step)) : node.get(step);
      }
      return node.isTextual() ? node.textValue() : "no text: " + node;
    }
    Object value = new Yaml().load(text);
    for (String step : Keys.path(key)) {
      value =
          value instanceof List<?> list
              ? list.get(Integer.parseInt(step))
              : ((Map<?, ?>) value).get(step);
    }
    return value instanceof String string ? string : "no text: " + value;
  }

  private static String shell(String text, String key) throws IOException, InterruptedException {
    Path file = Files.createTempFile("settings", ".sh");
    try {
      // To a shell a carriage return is part of a value, and to the other readers it ends the line.
      Files.writeString(file, text.replace("\r\n", "\n"));
      Process shell =
          new ProcessBuilder(
                  "sh",
                  "-c",
                  ". \"$1\"; eval \"printf '%s' \\\"\\$$2\\\"\"",
                  "sh",
                  file.toString(),
                  key)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String value = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
      return value;
    } finally {
      Files.delete(file);
    }
  }

  static Stream<Arguments> unfit() {
    return Stream.of(
        Arguments.of("a.env", "A=1\n", "B", ExitCode.USAGE, "no key B"),
        Arguments.of("a.env", "A=1\nA=2\n", "A", ExitCode.REFUSED, "more than once"),
        Arguments.of("a.env", "A = 1\n", "A", ExitCode.REFUSED, "spaces around"),
        Arguments.of("a.env", "A=\"1\nB=2\n", "B", ExitCode.DATA, "does not end"),
        Arguments.of("a.env", "A='it\\'s'\n", "A", ExitCode.REFUSED, "line 1"),
        Arguments.of("a.env", "source x\nA=1\n", "A", ExitCode.DATA, "line 1"),
        Arguments.of("a.env", "B=1\\\nA=1\n", "A", ExitCode.REFUSED, "backslash"),
        Arguments.of("a.env", "A='1'2\n", "A", ExitCode.REFUSED, "goes on behind a quote"),
        Arguments.of("a.properties", "a=1\na:2\n", "a", ExitCode.REFUSED, "more than once"),
        Arguments.of("a.properties", "a=\\u12\n", "a", ExitCode.DATA, "four hex digits"),
        Arguments.of("a.yaml", "a: &x 1\nb: *x\n", "a", ExitCode.REFUSED, "anchor"),
        Arguments.of("a.yaml", "a: &x 1\nb: *x\n", "b", ExitCode.REFUSED, "alias"),
        Arguments.of("a.yaml", "a: &x\n  b: 1\n", "a.b", ExitCode.REFUSED, "anchor"),
        Arguments.of(
            "a.yaml", "a: 1\n---\na: 2\n", "a", ExitCode.REFUSED, "more than one document"),
        Arguments.of("a.yaml", "a: 1\na: 2\n", "a", ExitCode.REFUSED, "more than once"),
        Arguments.of("a.yaml", "a: {b: 1}\n", "a", ExitCode.REFUSED, "more keys"),
        Arguments.of("a.yaml", "a: {b: 1}\n", "a.c", ExitCode.USAGE, "did you mean a.b?"),
        Arguments.of("a.yaml", "a: !x 1\n", "a", ExitCode.REFUSED, "tag"),
        Arguments.of("a.yaml", "a: |\n  x\n", "a", ExitCode.REFUSED, "block"),
        Arguments.of("a.yaml", "a: 1\n", "a", ExitCode.REFUSED, "a number"),
        Arguments.of("a.yaml", "a: true\n", "a", ExitCode.REFUSED, "true or false"),
        Arguments.of("a.yaml", "a: [\n", "a", ExitCode.DATA, "no YAML at line"),
        Arguments.of("a.json", "{\"a\": 1}", "a", ExitCode.REFUSED, "a number"),
        Arguments.of("a.json", "{\"a\": false}", "a", ExitCode.REFUSED, "true or false"),
        Arguments.of("a.json", "{\"a\": {}}", "a", ExitCode.REFUSED, "more keys"),
        Arguments.of("a.json", "{\"a\": 1, \"a\": 2}", "a", ExitCode.DATA, "no JSON"),
        Arguments.of("a.json", "{\"a\": 1} {}", "a", ExitCode.DATA, "goes on behind"),
        Arguments.of("a.json", "{\"a\": 1,}", "b", ExitCode.DATA, "no JSON at line 1"),
        Arguments.of("a.conf", "a=1", "a", ExitCode.USAGE, "--format"));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void what_is_not_certain_is_refused_in_a_sentence_and_nothing_is_changed(
      String name, String text, String key, int code, String words) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);

    Failure failure =
        catchThrowableOfType(
            Failure.class,
            () -> SettingsFile.at(file).set(key, "other", Optional.empty(), MIGRATION));

    assertThat(failure).hasMessageContaining(words);
    assertThat(failure.getMessage()).matches("[^\n]*[.?]");
    assertThat(failure.exitCode()).isEqualTo(code);
    assertThat(file).hasContent(text);
    try (Stream<Path> there = Files.list(folder)) {
      assertThat(there).containsExactly(file);
    }
  }

  @Test
  void numbers_and_booleans_stay_what_they_are() throws IOException {
    Path yaml = Files.writeString(folder.resolve("a.yaml"), "port: 8000\ntls: false\n");
    Path json = Files.writeString(folder.resolve("a.json"), "{\"port\": 8000, \"tls\": false}");
    for (Path file : List.of(yaml, json)) {
      SettingsFile.at(file).set("port", "9000", Optional.empty(), MIGRATION);
      SettingsFile.at(file).set("tls", "true", Optional.empty(), MIGRATION);
    }
    assertThat(yaml).hasContent("port: 9000\ntls: true\n");
    assertThat(json).hasContent("{\"port\": 9000, \"tls\": true}");
  }

  @Test
  void properties_in_latin_1_keep_their_bytes() throws IOException {
    byte[] before = "# für\nurl=ü\nz=ß\n".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("a.properties"), before);

    SettingsFile.at(file).set("url", "ö", Optional.empty(), MIGRATION);

    assertThat(Files.readAllBytes(file))
        .isEqualTo("# für\nurl=\\u00F6\nz=ß\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(SettingsFile.at(file).value("url", Optional.empty())).isEqualTo("ö");
  }

  @Test
  void what_is_kept_is_of_before_the_first_time_and_of_each_migration_its_own() throws IOException {
    Path file = Files.writeString(folder.resolve("a.env"), "A=1\nB=2\n");
    SettingsFile settings = SettingsFile.at(file);

    settings.set("A", "x", Optional.empty(), MIGRATION);
    settings.set("B", "y", Optional.empty(), MIGRATION);
    assertThat(file).hasContent("A=x\nB=y\n");
    assertThat(kept(file)).hasContent("A=1\nB=2\n");
    settings.restore(MIGRATION, OthersEdits.STAY);
    assertThat(file).hasContent("A=1\nB=2\n");
    settings.set("A", "x", Optional.empty(), MIGRATION);
    settings.restore(MIGRATION, OthersEdits.STAY);

    assertThat(file).hasContent("A=1\nB=2\n");
    assertThatThrownBy(() -> settings.restore("another", OthersEdits.STAY))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("nothing kept for another");
  }

  @Test
  void what_somebody_else_changed_in_between_is_not_lost_unless_told() throws IOException {
    Path file = Files.writeString(folder.resolve("a.env"), "A=1\nB=2\n");
    SettingsFile settings = SettingsFile.at(file);
    settings.set("A", "x", Optional.empty(), MIGRATION);
    Files.writeString(file, "A=x\nB=3\n");

    assertRefuses(settings);
    assertThat(file).hasContent("A=x\nB=3\n");

    // Their change is in what is written next, and still known.
    settings.set("A", "z", Optional.empty(), MIGRATION);
    assertThat(file).hasContent("A=z\nB=3\n");
    assertRefuses(settings);

    settings.restore(MIGRATION, OthersEdits.GO);
    assertThat(file).hasContent("A=1\nB=2\n");
    settings.set("A", "x", Optional.empty(), MIGRATION);
    settings.restore(MIGRATION, OthersEdits.STAY);
    assertThat(file).hasContent("A=1\nB=2\n");
  }

  private void assertRefuses(SettingsFile settings) {
    Failure failure =
        catchThrowableOfType(Failure.class, () -> settings.restore(MIGRATION, OthersEdits.STAY));
    assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(failure)
        .hasMessageContaining("changed by somebody else")
        .hasMessageContaining("--over-edits")
        .hasMessageContaining("diff " + folder.resolve("a.env.before-" + MIGRATION));
  }

  @Test
  void a_link_stays_a_link_and_permissions_stay() throws IOException {
    Path file = Files.writeString(folder.resolve("real.env"), "A=1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link.env"), Path.of("real.env"));

    SettingsFile.at(link).set("A", "2", Optional.empty(), MIGRATION);

    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(file).hasContent("A=2\n");
    for (Path each : List.of(file, kept(file), note(file))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .isEqualTo("rw-r-----");
    }
    SettingsFile.at(link).restore(MIGRATION, OthersEdits.STAY);
    assertThat(file).hasContent("A=1\n");
    assertThat(Files.isSymbolicLink(link)).isTrue();
  }

  @Test
  void a_second_name_of_the_file_is_not_left_with_the_old_content() throws IOException {
    Path file = Files.writeString(folder.resolve("a.env"), "A=1\n");
    Files.createLink(folder.resolve("b.env"), file);

    assertThatThrownBy(() -> SettingsFile.at(file).set("A", "2", Optional.empty(), MIGRATION))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("hard link");
    assertThat(file).hasContent("A=1\n");
  }

  @Test
  void whoever_is_killed_over_it_leaves_one_content_or_the_other_and_the_way_back()
      throws Exception {
    Path file = folder.resolve("a.env");
    String before = "A=1\n" + "# long\n".repeat(20_000);
    for (int round = 0; round < 5; round++) {
      Files.writeString(file, before);
      Files.deleteIfExists(kept(file));
      Files.deleteIfExists(note(file));
      Process writer =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  SetsForEver.class.getName(),
                  file.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out").toFile())
              .start();
      while (!Files.exists(kept(file))) {
        assertThat(writer.isAlive()).as(Files.readString(folder.resolve("out"))).isTrue();
        TimeUnit.MILLISECONDS.sleep(1);
      }
      TimeUnit.MILLISECONDS.sleep(round * 37L);
      writer.destroyForcibly().waitFor();

      assertThat(List.of("1", "one", "two"))
          .contains(Files.readString(file).substring(2).lines().findFirst().orElseThrow());
      assertThat(Files.size(file)).isBetween((long) before.length(), before.length() + 2L);
      SettingsFile.at(file).restore(MIGRATION, OthersEdits.STAY);
      assertThat(Files.readString(file)).isEqualTo(before);
    }
  }

  /** Sets a key, in a process of its own, until it is killed. */
  static final class SetsForEver {
    private SetsForEver() {}

    public static void main(String[] arguments) {
      SettingsFile settings = SettingsFile.at(Path.of(arguments[0]));
      while (true) {
        settings.set("A", "one", Optional.empty(), MIGRATION);
        settings.set("A", "two", Optional.empty(), MIGRATION);
      }
    }
  }

  private static Path kept(Path file) {
    return file.resolveSibling(file.getFileName() + ".before-" + MIGRATION);
  }

  private static Path note(Path file) {
    return file.resolveSibling(file.getFileName() + ".before-" + MIGRATION + ".note");
  }
}

package io.chromarunbook.workflows.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of place text from outside is written to, with every hostile text, read back by what
 * reads such places: a shell, a YAML reader, a Markdown reader. Where these places are, the modules
 * that have them test.
 */
@Timeout(120)
class HostileTextTest {

  private static final String TEXTS = "io.chromarunbook.workflows.text.HostileTexts#all";
  private static final String WHOLE = "io.chromarunbook.workflows.text.HostileTexts#whole";
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Parser MARKDOWN =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private static final HtmlRenderer HTML =
      HtmlRenderer.builder().extensions(List.of(TablesExtension.create())).build();

  @ParameterizedTest
  @MethodSource(TEXTS)
  void in_a_line_it_ends_no_line_and_steers_no_terminal(String text) {
    String line = Printable.of(text);

    assertThat(line.codePoints()).allMatch(HostileTextTest::harmless);
    assertThat(line.lines().count()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void in_a_shell_it_is_one_word(String text, @TempDir Path folder)
      throws IOException, InterruptedException {
    // No command line can hold NUL, and no plan may; half a character no file can hold.
    String word =
        new String(text.replace("\0", "").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    Path script = folder.resolve("script");
    java.nio.file.Files.writeString(
        script, "printf '%s|' " + ShellWords.quoted(List.of(word, "end")) + "\n");
    Process shell =
        new ProcessBuilder("sh", script.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(said).isEqualTo(word + "|end|");
    assertThat(folder.toFile().list()).containsExactly("script");
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void in_yaml_it_is_one_value_in_one_line_that_a_person_sees(String text) {
    Map<String, Object> value = Map.of(text, List.of(text, Map.of("other", text)));
    String line = YamlLine.of(value);
    Optional<String> entry = YamlLine.entry(text, text);

    assertThat(line.codePoints()).allMatch(HostileTextTest::harmless);
    assertThat(entry.orElse("").codePoints()).allMatch(HostileTextTest::harmless);
  }

  @ParameterizedTest
  @MethodSource(WHOLE)
  void yaml_reads_it_back_as_it_was(String text) throws IOException {
    Map<String, Object> value = Map.of(text, List.of(text, Map.of("other", text)));
    String line = YamlLine.of(value);
    Optional<String> entry = YamlLine.entry(text, text);

    assertThat(YAML.readValue("key: " + line + "\nnext: 1\n", Object.class))
        .isEqualTo(Map.of("key", value, "next", 1));
    if (text.length() < 1000) {
      assertThat(YAML.readValue(entry.orElseThrow() + "\nnext: 1\n", Object.class))
          .isEqualTo(Map.of(text, text, "next", 1));
    } else {
      assertThat(entry).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void in_markdown_it_is_text(String text) {
    String page =
        "before " + Markdown.plain(text) + " after\n\n- id " + Markdown.plain(text) + "\n- next\n";
    Node read = MARKDOWN.parse(page);

    assertThat(structure(read))
        .containsExactly(
            "Document",
            "Paragraph",
            "BulletList",
            "ListItem",
            "Paragraph",
            "ListItem",
            "Paragraph");
    assertThat(HTML.render(read)).doesNotContainPattern("<(?!/?(p|ul|li)>)");
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void in_a_table_it_is_one_cell(String text) {
    String page =
        "| a | b | c |\n| --- | --- | --- |\n| x | "
            + Markdown.cell(Markdown.plain(text))
            + " | "
            + Markdown.cell(Markdown.code(text))
            + " |\n| next | y | z |\n";
    String html = HTML.render(MARKDOWN.parse(page));

    assertThat(html.split("<tr>", -1)).hasSize(4);
    assertThat(html.split("<td>", -1)).hasSize(7);
    assertThat(html)
        .contains("<td>x</td>", "<td>next</td>")
        .doesNotContainPattern("<(img|script|a |b>|h1)");
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void as_code_it_is_code(String text) {
    Node read = MARKDOWN.parse("before " + Markdown.code(text) + " after `own`\n");

    assertThat(structure(read)).containsExactly("Document", "Paragraph");
    List<String> codes = new ArrayList<>();
    read.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Code code) {
            codes.add(code.getLiteral());
          }
        });
    assertThat(codes).hasSize(2).endsWith("own");
  }

  @ParameterizedTest
  @MethodSource(TEXTS)
  void in_a_block_of_shell_it_is_the_block(String text) {
    String quoted = ShellWords.quoted(text);
    Node read = MARKDOWN.parse("before\n\n" + Markdown.block(quoted) + "\nafter\n");

    assertThat(structure(read))
        .containsExactly("Document", "Paragraph", "FencedCodeBlock", "Paragraph");
    read.accept(
        new AbstractVisitor() {
          @Override
          public void visit(FencedCodeBlock block) {
            assertThat(block.getLiteral().lines()).hasSameSizeAs(quoted.lines().toList());
          }
        });
  }

  private static boolean harmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** What blocks a page has; text and code within them left out. */
  private static List<String> structure(Node page) {
    List<String> found = new ArrayList<>();
    walk(page, found);
    return found;
  }

  private static void walk(Node node, List<String> found) {
    if (!(node instanceof Text
        || node instanceof Code
        || node instanceof SoftLineBreak
        || node instanceof HardLineBreak)) {
      found.add(node.getClass().getSimpleName());
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      walk(child, found);
    }
  }
}

package io.chromarunbook.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownPageTest {

  @Test
  void a_document_reads_as_one_writes_markdown_by_hand() {
    Document document =
        new Document(
            "A run",
            List.of(Callout.of(Callout.Tone.GOOD, Paragraph.of("Done."))),
            List.of(
                Section.of(
                    "steps",
                    "The steps",
                    Numbered.of(
                        Item.of(Paragraph.of("Look."), new CodeBlock("ls -l\npwd")),
                        Item.of(Spans.text("See "), Spans.link("figures", "figures")))),
                Section.of(
                    "figures",
                    "Figures & facts",
                    new Table(
                        "Figures",
                        List.of(Column.words("What"), Column.numbers("How much")),
                        List.of(Table.Row.of("a|b", "1"))),
                    Fold.elsewhere("All figures", Paragraph.of("hidden")),
                    Fold.whole("More", Paragraph.of("shown")))));

    assertThat(MarkdownPage.of(document))
        .isEqualTo(
            """
            # A run

            > **Good**
            >
            > Done.

            ## The steps

            1. Look.

               ```sh
               ls -l
               pwd
               ```
            2. See [figures](#figures--facts)

            ## Figures \\& facts

            | What | How much |
            | --- | ---: |
            | a\\|b | 1 |

            **More**

            shown

            The HTML form has besides: All figures.
            """);
  }

  @Test
  void a_link_to_a_section_that_is_not_there_is_refused_and_so_is_an_anchor_given_twice() {
    assertThatThrownBy(
            () ->
                new Document("a", List.of(Paragraph.of(Spans.link("there", "nowhere"))), List.of()))
        .hasMessageContaining("nowhere");
    assertThatThrownBy(
            () ->
                new Document(
                    "a", List.of(), List.of(Section.of("one", "a"), Section.of("one", "b"))))
        .hasMessageContaining("two sections");
  }

  @Test
  void a_strong_word_stays_strong_beside_a_letter() {
    assertThat(
            MarkdownPage.of(
                new Document(
                    "a",
                    List.of(
                        Paragraph.of(Spans.text("is"), Spans.strong("(not)"), Spans.text("so"))),
                    List.of())))
        .contains("is **(not)** so");
  }
}

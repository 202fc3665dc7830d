package io.chromarunbook.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.workflows.text.Visible;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileMarkupTest {

  static Stream<String> texts() {
    return HostileMarkup.all().stream();
  }

  @Test
  void there_are_forty_of_them_all_different() {
    assertThat(HostileMarkup.all()).hasSize(40).doesNotHaveDuplicates();
    assertThat(HostileMarkup.all()).allMatch(text -> text.contains(HostileMarkup.MARK));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void a_text_in_any_place_of_an_html_page_is_shown_and_never_obeyed(String text) {
    String html = HtmlPage.of(Everything.with(text));
    Harmless.html(html);
    var page = Jsoup.parse(html);
    assertThat(shape(page)).isEqualTo(shape(Jsoup.parse(HtmlPage.of(Everything.with("words")))));
    assertThat(squeezed(page.selectFirst("h1").wholeText())).isEqualTo(squeezed(Visible.of(text)));
    assertThat(squeezed(page.selectFirst("tbody th").wholeText()))
        .isEqualTo(squeezed(Visible.of(text)));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void a_text_in_any_place_of_markdown_is_shown_and_never_obeyed(String text) {
    Harmless.markdown(MarkdownPage.of(Everything.with(text)));
    assertThat(MarkdownShape.of(MarkdownPage.of(Everything.with(text))))
        .isEqualTo(MarkdownShape.of(MarkdownPage.of(Everything.with("words"))));
  }

  private static List<String> shape(org.jsoup.nodes.Document page) {
    return page.getAllElements().stream().map(element -> element.normalName()).toList();
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}

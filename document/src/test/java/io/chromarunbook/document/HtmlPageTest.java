package io.chromarunbook.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class HtmlPageTest {

  private static final Document PAGE = Jsoup.parse(HtmlPage.of(Everything.with("words")));

  @Test
  void a_page_says_its_language_and_has_its_landmarks() {
    assertThat(PAGE.selectFirst("html").attr("lang")).isEqualTo("en");
    assertThat(PAGE.select("body > header, body > main")).hasSize(2);
    assertThat(PAGE.select("nav[aria-label]")).hasSize(1);
    assertThat(PAGE.selectFirst("body > a").attr("href")).isEqualTo("#text");
  }

  @Test
  void headings_go_down_one_level_at_a_time_from_a_single_first() {
    List<Integer> levels =
        PAGE.select("h1, h2, h3, h4, h5").stream()
            .map(heading -> heading.normalName().charAt(1) - '0')
            .toList();

    assertThat(levels).startsWith(1).containsOnlyOnce(1);
    for (int at = 1; at < levels.size(); at++) {
      assertThat(levels.get(at) - levels.get(at - 1)).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void every_heading_of_a_section_is_in_the_contents() {
    assertThat(PAGE.select("nav a").eachAttr("href"))
        .containsExactly("#first", "#inner", "#lists", "#rest");
  }

  @Test
  void on_a_phone_and_on_paper_a_command_is_broken_and_never_cut_off() {
    String style = PAGE.selectFirst("style").data();

    assertThat(style.split("@media "))
        .filteredOn(part -> part.startsWith("screen and (max-width") || part.startsWith("print"))
        .hasSize(2)
        .allMatch(part -> part.contains("pre code { white-space: pre-wrap;"));
  }

  @Test
  void tables_say_what_each_cell_is_about() {
    for (Element table : PAGE.select("table")) {
      assertThat(table.select("caption")).hasSize(1);
      assertThat(table.select("thead th"))
          .isNotEmpty()
          .allMatch(th -> th.attr("scope").equals("col"));
      for (Element row : table.select("tbody tr")) {
        assertThat(row.child(0).normalName()).isEqualTo("th");
        assertThat(row.child(0).attr("scope")).isEqualTo("row");
        assertThat(row.select("td")).allMatch(td -> !td.attr("data-label").isEmpty());
      }
    }
  }

  @Test
  void no_space_comes_between_stretches_that_have_none() {
    String html =
        HtmlPage.of(
            new io.chromarunbook.document.Document(
                "a",
                List.of(
                    Paragraph.of(Spans.text("Type "), Spans.code("ls"), Spans.text(".")),
                    Bullets.of(Item.of(Spans.strong("One"), Spans.text(", two")))),
                List.of()));

    assertThat(html).contains("<p>Type <code>ls</code>.</p>", "<strong>One</strong>, two");
  }

  @Test
  void drawings_and_what_scrolls_have_names() {
    assertThat(PAGE.select("[role=img]"))
        .hasSize(2)
        .allMatch(drawing -> drawing.hasAttr("aria-label"));
    assertThat(PAGE.select("[role=region]"))
        .isNotEmpty()
        .allMatch(region -> region.hasAttr("aria-label"));
  }

  @Test
  void only_the_style_of_ours_is_allowed_by_its_digest() throws Exception {
    String style = PAGE.selectFirst("style").data();
    String digest =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(style.getBytes(StandardCharsets.UTF_8)));

    assertThat(PAGE.selectFirst("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .isEqualTo(
            "default-src 'none'; style-src 'sha256-"
                + digest
                + "'; base-uri 'none'; form-action 'none'");
    assertThat(style).doesNotContain("url(", "@import", "</");
  }
}

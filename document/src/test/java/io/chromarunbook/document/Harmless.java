package io.chromarunbook.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;

/** What documents never have in them, whatever their texts say. */
public final class Harmless {

  private static final Set<String> ELEMENTS =
      Set.of(
          "html",
          "head",
          "meta",
          "title",
          "style",
          "body",
          "a",
          "header",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "main",
          "nav",
          "p",
          "ol",
          "ul",
          "li",
          "section",
          "span",
          "strong",
          "code",
          "pre",
          "dl",
          "div",
          "dt",
          "dd",
          "table",
          "caption",
          "thead",
          "tbody",
          "tr",
          "th",
          "td",
          "figure",
          "figcaption",
          "details",
          "summary",
          "svg",
          "g",
          "defs",
          "clippath",
          "path",
          "rect",
          "circle",
          "ellipse",
          "line",
          "polyline",
          "polygon",
          "text",
          "tspan",
          "marker",
          "desc");

  private Harmless() {}

  /**
   * An HTML file that does nothing, loads nothing and leads nowhere but into itself and beside it.
   */
  public static void html(String html) {
    org.jsoup.nodes.Document page = Jsoup.parse(html);
    assertThat(page.getElementsByTag("title").size() - page.select("svg title").size())
        .isEqualTo(1);
    assertThat(page.getElementsByTag("style")).hasSize(1);
    assertThat(page.select("body style, body meta, body title:not(svg title)")).isEmpty();
    page.forEachNode(node -> assertThat(node).isNotInstanceOf(Comment.class));
    for (Element element : page.getAllElements()) {
      if (element.normalName().equals("#root")) {
        continue;
      }
      assertThat(ELEMENTS).as(element.outerHtml()).contains(element.normalName());
      for (Attribute attribute : element.attributes()) {
        String name = attribute.getKey().toLowerCase(java.util.Locale.ROOT);
        assertThat(name)
            .as(element.outerHtml())
            .doesNotStartWith("on")
            .isNotIn("style", "src", "srcset", "action", "formaction", "xlink:href", "data");
        if (name.equals("href")) {
          href(page, attribute.getValue());
        }
      }
    }
    Set<String> ids = page.select("[id]").stream().map(Element::id).collect(Collectors.toSet());
    assertThat(page.select("[id]")).as("every id once").hasSize(ids.size());
  }

  private static void href(org.jsoup.nodes.Document page, String href) {
    if (href.startsWith("#")) {
      assertThat(page.getElementById(href.substring(1))).as(href).isNotNull();
    } else {
      assertThat(href).matches("[a-z0-9-]+\\.html");
    }
  }

  /** Markdown without HTML and images, whose links lead into itself and beside it. */
  public static void markdown(String markdown) {
    Parser parser = Parser.builder().extensions(List.of(TablesExtension.create())).build();
    parser
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(HtmlInline html) {
                throw new AssertionError("HTML: " + html.getLiteral());
              }

              @Override
              public void visit(HtmlBlock html) {
                throw new AssertionError("HTML: " + html.getLiteral());
              }

              @Override
              public void visit(Image image) {
                throw new AssertionError("an image of " + image.getDestination());
              }

              @Override
              public void visit(LinkReferenceDefinition definition) {
                throw new AssertionError("a link to " + definition.getDestination());
              }

              @Override
              public void visit(Link link) {
                assertThat(link.getDestination()).matches("#.*|[a-z0-9-]+\\.md");
                visitChildren(link);
              }
            });
  }
}

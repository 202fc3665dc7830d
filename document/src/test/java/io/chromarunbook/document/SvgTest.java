package io.chromarunbook.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SvgTest {

  @Test
  void shapes_and_words_are_taken_as_they_are() {
    String drawing =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><defs><clipPath id=\"a\"><rect"
            + " width=\"9\" height=\"9\"/></clipPath></defs><g clip-path=\"url(#a)\"><path"
            + " class=\"good\" d=\"M0 0L9 9\"/><text x=\"1\">a &lt;b&gt;</text></g></svg>";

    assertThat(Svg.of(drawing).markup()).isEqualTo(drawing);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<g onload=\"alert(1)\"/>",
        "<a href=\"http://evil.invalid\"><text>a</text></a>",
        "<image href=\"http://evil.invalid/a.png\"/>",
        "<use href=\"#a\"/>",
        "<foreignObject/>",
        "<style>*{}</style>",
        "<rect style=\"fill:red\"/>",
        "<rect fill=\"url(http://evil.invalid/#a)\"/>",
        "<x:rect xmlns:x=\"http://www.w3.org/1999/xhtml\"/>",
        "<svg/>",
        "<!-- a --><rect/>",
        "<text><![CDATA[<script>]]></text>",
        "<rect>",
        "<text>&nbsp;</text>"
      })
  void what_does_loads_or_styles_anything_is_refused(String inside) {
    assertThatThrownBy(
            () -> Svg.of("<svg xmlns=\"http://www.w3.org/2000/svg\">" + inside + "</svg>"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void entities_of_a_document_type_are_refused() {
    assertThatThrownBy(
            () ->
                Svg.of(
                    "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg"
                        + " xmlns=\"http://www.w3.org/2000/svg\"><text>&a;</text></svg>"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

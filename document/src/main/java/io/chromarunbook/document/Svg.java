package io.chromarunbook.document;

import java.io.StringReader;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A drawing as SVG. It is markup, the only one that a document takes: so it is read before it is
 * taken, and one that does, loads or styles anything is refused.
 *
 * <p>It is coloured by class, so that it is readable on light and on dark ground: {@code shape},
 * {@code rule}, {@code good}, {@code bad}, {@code open}, {@code faint}, and {@code series-1} to
 * {@code series-4}; words without a class have the colour of the text around the drawing.
 */
public final class Svg {

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private static final Set<String> ELEMENTS =
      Set.of(
          "svg",
          "g",
          "defs",
          "clipPath",
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
          "title",
          "desc");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "width",
          "height",
          "viewBox",
          "preserveAspectRatio",
          "x",
          "y",
          "x1",
          "y1",
          "x2",
          "y2",
          "dx",
          "dy",
          "cx",
          "cy",
          "r",
          "rx",
          "ry",
          "d",
          "points",
          "transform",
          "id",
          "class",
          "clip-path",
          "clip-rule",
          "fill",
          "fill-opacity",
          "fill-rule",
          "stroke",
          "stroke-width",
          "stroke-opacity",
          "stroke-dasharray",
          "stroke-dashoffset",
          "stroke-linecap",
          "stroke-linejoin",
          "stroke-miterlimit",
          "opacity",
          "font-family",
          "font-size",
          "font-weight",
          "font-style",
          "text-anchor",
          "dominant-baseline",
          "marker-start",
          "marker-mid",
          "marker-end",
          "markerWidth",
          "markerHeight",
          "refX",
          "refY",
          "orient",
          "markerUnits",
          "shape-rendering",
          "role",
          "aria-hidden",
          "data-kind");

  private final String markup;

  private Svg(String markup) {
    this.markup = markup;
  }

  /**
   * One whole drawing.
   *
   * @throws IllegalArgumentException where it is not well-formed, or more than shapes and words
   */
  public static Svg of(String markup) {
    try {
      check(markup);
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException("a drawing is not well-formed: " + e.getMessage(), e);
    }
    return new Svg(markup);
  }

  private static void check(String markup) throws XMLStreamException {
    if (markup.contains("<!") || markup.contains("<?")) {
      throw refused("something that is neither an element nor text");
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(markup));
    boolean outermost = true;
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        element(reader, outermost);
        outermost = false;
      } else if (event != XMLStreamConstants.END_ELEMENT
          && event != XMLStreamConstants.CHARACTERS
          && event != XMLStreamConstants.SPACE
          && event != XMLStreamConstants.END_DOCUMENT) {
        throw refused("something that is neither an element nor text");
      }
    }
  }

  private static void element(XMLStreamReader reader, boolean outermost) {
    String name = reader.getLocalName();
    if (!NAMESPACE.equals(reader.getNamespaceURI())
        || !ELEMENTS.contains(name)
        || outermost != name.equals("svg")) {
      throw refused("the element " + name);
    }
    for (int at = 0; at < reader.getAttributeCount(); at++) {
      String attribute = reader.getAttributeLocalName(at);
      String value = reader.getAttributeValue(at).toLowerCase(Locale.ROOT);
      if (reader.getAttributeNamespace(at) != null || !ATTRIBUTES.contains(attribute)) {
        throw refused("the attribute " + attribute);
      }
      // Only what the drawing itself defines may be referred to.
      if (value.replace("url(#", "").contains("url(") || value.contains("javascript:")) {
        throw refused("what " + attribute + " refers to");
      }
    }
  }

  private static IllegalArgumentException refused(String what) {
    return new IllegalArgumentException("a drawing must not have " + what);
  }

  /** As it stands in HTML. */
  public String markup() {
    return markup;
  }
}

package io.chromarunbook.activities.charts;

import io.chromarunbook.document.Svg;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * What the library drew, as a page takes it: without styles of its own, coloured by class, sized by
 * the page, and its names apart from those of the other drawings in it.
 */
final class ChartSvg {

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private static final Map<String, String> CLASSES = classes();

  /** Taken as they are; whatever else the library writes is not needed. */
  private static final Set<String> KEPT =
      Set.of(
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
          "width",
          "height",
          "d",
          "points",
          "transform",
          "text-anchor",
          "stroke-width",
          "clip-rule",
          "fill-rule");

  /** A hundredth of a pixel is seen by nobody. */
  private static final Pattern FINER_THAN_SEEN = Pattern.compile("(\\d\\.\\d\\d)\\d+(?![\\dE])");

  private final String name;
  private final XMLStreamReader reader;
  private final XMLStreamWriter writer;
  private final Map<String, String> ids = new HashMap<>();

  private ChartSvg(String name, XMLStreamReader reader, XMLStreamWriter writer) {
    this.name = name;
    this.reader = reader;
    this.writer = writer;
  }

  /** The library writes a colour in either of two ways. */
  private static Map<String, String> classes() {
    Map<String, String> classes = new HashMap<>();
    for (Series.Colour colour : Series.Colour.values()) {
      classes.put(colour.written(), colour.styleClass());
      classes.put(colour.sentinel(), colour.styleClass());
    }
    return classes;
  }

  static Svg of(String name, String drawn) {
    try {
      XMLInputFactory input = XMLInputFactory.newDefaultFactory();
      input.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      input.setProperty(XMLInputFactory.IS_COALESCING, true);
      StringWriter text = new StringWriter();
      XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new ChartSvg(name, input.createXMLStreamReader(new StringReader(drawn)), writer).copy();
      return Svg.of(text.toString());
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a drawing of ours is not well-formed", e);
    }
  }

  private void copy() throws XMLStreamException {
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (reader.getLocalName().equals("style")) {
            skip();
          } else {
            element();
          }
        }
        case XMLStreamConstants.END_ELEMENT -> writer.writeEndElement();
        case XMLStreamConstants.CHARACTERS -> {
          if (!reader.getText().isBlank()) {
            writer.writeCharacters(reader.getText().strip());
          }
        }
        default -> {
          // Comments and what stands around the drawing.
        }
      }
    }
    writer.flush();
  }

  private void skip() throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      int event = reader.next();
      depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
      depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
    }
  }

  private void element() throws XMLStreamException {
    String element = reader.getLocalName();
    writer.writeStartElement(element);
    if (element.equals("svg")) {
      if (reader.getAttributeValue(null, "class") != null
          && reader.getAttributeValue(null, "class").contains("plt-container")) {
        writer.writeDefaultNamespace(NAMESPACE);
        writer.writeAttribute(
            "viewBox",
            "0 0 %s %s"
                .formatted(
                    reader.getAttributeValue(null, "width"),
                    reader.getAttributeValue(null, "height")));
        return;
      }
    }
    for (int at = 0; at < reader.getAttributeCount(); at++) {
      attribute(reader.getAttributeLocalName(at), reader.getAttributeValue(at));
    }
    paint(element);
  }

  private void attribute(String attribute, String value) throws XMLStreamException {
    if (attribute.equals("id")) {
      writer.writeAttribute("id", id(value));
    } else if (attribute.equals("clip-path") && value.startsWith("url(#")) {
      writer.writeAttribute(
          "clip-path", "url(#" + id(value.substring(5, value.length() - 1)) + ")");
    } else if (KEPT.contains(attribute)) {
      writer.writeAttribute(attribute, FINER_THAN_SEEN.matcher(value).replaceAll("$1"));
    }
  }

  /** Named by the chart, so that the same figures give the same text. */
  private String id(String drawn) {
    return ids.computeIfAbsent(drawn, any -> name + "-" + (ids.size() + 1));
  }

  private void paint(String element) throws XMLStreamException {
    String fill = value("fill");
    String stroke = value("stroke");
    if (CLASSES.containsKey(fill)) {
      writer.writeAttribute("class", CLASSES.get(fill));
    } else if (CLASSES.containsKey(stroke)) {
      writer.writeAttribute("class", "line-" + CLASSES.get(stroke));
    } else if (!stroke.isEmpty() && !stroke.equals("none")) {
      writer.writeAttribute("class", "rule");
    } else if (element.equals("text")) {
      if (value("class").contains("title")) {
        writer.writeAttribute("class", "faint");
      }
    } else if (!fill.isEmpty()) {
      writer.writeAttribute("fill", "none");
    }
  }

  private String value(String attribute) {
    String value = reader.getAttributeValue(null, attribute);
    return value == null ? "" : value;
  }
}

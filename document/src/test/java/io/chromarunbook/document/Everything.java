package io.chromarunbook.document;

import java.util.List;

/** A document of every kind of block, with a text wherever one can stand. */
final class Everything {

  private static final Svg DRAWING =
      Svg.of(
          "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><rect class=\"good\""
              + " width=\"5\" height=\"5\"/></svg>");

  private Everything() {}

  static Document with(String any) {
    Paragraph line =
        Paragraph.of(
            new Text(any),
            new Strong(any),
            new Code(any),
            new Text(any + "!"),
            new Link(any, "first"),
            new PageLink(any, "commands"),
            new Text(" "),
            new Text(any));
    Table table =
        new Table(
            any,
            List.of(Column.words(any), Column.numbers(any), Column.words("c"), Column.words("d")),
            List.of(
                Table.Row.of(any, any, any, any),
                Table.Row.of(
                    new Cell(line.spans()), Cell.of(new Code(any)), Cell.of(""), Cell.of("x"))));
    return new Document(
        any,
        List.of(Callout.of(Callout.Tone.WARNING, line), Facts.of(Facts.Fact.of(any, any))),
        List.of(
            Section.of("first", any, table, line, Section.of("inner", any, line)),
            Section.of(
                "lists",
                any,
                Bullets.of(Item.of(any), Item.of(line, new CodeBlock(any))),
                Numbered.of(Item.of(any), Item.of(line.spans().toArray(Span[]::new))),
                Checklist.open(List.of(line))),
            Section.of(
                "rest",
                any,
                new CodeBlock(any),
                new Figure(any, any, DRAWING, List.of(table)),
                new Figure(any, any, DRAWING, List.of()),
                Fold.whole(any, line),
                Fold.summary(any, line),
                new SignOff(any, List.of(new SignOff.Line(any, any, any))))));
  }
}

package io.chromarunbook.document;

/** What stands by itself in a document. */
public sealed interface Block
    permits Section,
        Paragraph,
        Bullets,
        Numbered,
        Checklist,
        Facts,
        Table,
        CodeBlock,
        Figure,
        Callout,
        Fold,
        SignOff {}

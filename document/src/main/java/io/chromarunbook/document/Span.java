package io.chromarunbook.document;

/** A stretch of a line. Its text may be anything: it never becomes markup. */
public sealed interface Span permits Text, Strong, Code, Link, PageLink {}

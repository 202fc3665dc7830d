package io.chromarunbook.starter.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One part of the book, or the first records of it. */
public final class CorpusCollection {
  private final CollectionDescription description;
  private final int count;
  private final int dimension;
  private final CorpusFiles files;

  CorpusCollection(CollectionDescription description, int count, int dimension, CorpusFiles files) {
    this.description = description;
    this.count = count;
    this.dimension = dimension;
    this.files = files;
  }

  /** A valid name of a Chroma collection. */
  public String name() {
    return description.name();
  }

  /** What the part is called in the book. */
  public String title() {
    return description.title();
  }

  /** The distance function by Chroma's name: {@code l2}, {@code cosine} or {@code ip}. */
  public String distance() {
    return description.distance();
  }

  /** Number of records. */
  public int count() {
    return count;
  }

  /** The records in the book's order, read while the stream runs; close it after use. */
  public Stream<CorpusRecord> records() {
    CorpusReader reader = open();
    Spliterator<CorpusRecord> records =
        Spliterators.spliterator(
            reader, count, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT);
    return StreamSupport.stream(records, false).onClose(reader::close);
  }

  CorpusCollection first(int records) {
    return new CorpusCollection(description, records, dimension, files);
  }

  private CorpusReader open() {
    try {
      return CorpusReader.open(description, count, dimension, files);
    } catch (IOException e) {
      throw new UncheckedIOException("The collection " + name() + " cannot be opened", e);
    }
  }
}

package io.chromarunbook.starter.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One part of the book, or the first records of it. */
public final class CorpusCollection {
  private final CollectionDescription description;
  private final int count;
  private final int dimension;
  private final CorpusFiles files;
  private final long seed;

  CorpusCollection(CollectionDescription description, int count, int dimension, CorpusFiles files) {
    this(description, count, dimension, files, 0);
  }

  private CorpusCollection(
      CollectionDescription description, int count, int dimension, CorpusFiles files, long seed) {
    this.description = description;
    this.seed = seed;
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
    int tiles = (count + description.count() - 1) / description.count();
    return tiles <= 1 ? book(count) : IntStream.range(0, tiles).boxed().flatMap(this::tile);
  }

  private Stream<CorpusRecord> tile(int number) {
    Tile tile = new Tile(seed, number);
    return book(Math.min(description.count(), count - number * description.count()))
        .map(tile::copy);
  }

  private Stream<CorpusRecord> book(int records) {
    CorpusReader reader = open(records);
    Spliterator<CorpusRecord> spliterator =
        Spliterators.spliterator(
            reader, records, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT);
    return StreamSupport.stream(spliterator, false).onClose(reader::close);
  }

  CorpusCollection tiled(int records, long movement) {
    return new CorpusCollection(description, records, dimension, files, movement);
  }

  CorpusCollection first(int records) {
    return new CorpusCollection(description, records, dimension, files);
  }

  private CorpusReader open(int records) {
    try {
      return CorpusReader.open(description, records, dimension, files);
    } catch (IOException e) {
      throw new UncheckedIOException("The collection " + name() + " cannot be opened", e);
    }
  }
}

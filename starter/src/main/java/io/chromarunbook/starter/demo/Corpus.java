package io.chromarunbook.starter.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The demo's data: paragraphs of the PostgreSQL 15 documentation with their all-MiniLM-L6-v2
 * embeddings, 9,832 records of 384 dimensions in 6 collections. {@code starter/corpus} says how
 * they were made. Only the description is held in memory; records are streamed.
 */
public final class Corpus {
  private static final String DESCRIPTION = "corpus.json";

  private final CorpusDescription description;
  private final List<CorpusCollection> collections;

  private Corpus(CorpusDescription description, List<CorpusCollection> collections) {
    this.description = description;
    this.collections = List.copyOf(collections);
  }

  /**
   * The corpus that comes with this program.
   *
   * @throws IllegalStateException where a file is missing or not the one described
   */
  public static Corpus load() {
    return load(name -> Corpus.class.getResourceAsStream("/corpus/" + name));
  }

  static Corpus load(CorpusFiles files) {
    CorpusDescription description = describe(files);
    List<CorpusCollection> collections = new ArrayList<>();
    for (CollectionDescription collection : description.collections()) {
      collection.records().verify(files);
      collection.vectors().verify(files);
      collections.add(
          new CorpusCollection(collection, collection.count(), description.dimension(), files));
    }
    return new Corpus(description, collections);
  }

  /** The collections in the book's order. */
  public List<CorpusCollection> collections() {
    return collections;
  }

  /** Number of records in all collections. */
  public int count() {
    return collections.stream().mapToInt(CorpusCollection::count).sum();
  }

  /** Number of components of each embedding. */
  public int dimension() {
    return description.dimension();
  }

  /** The name of the model that made the embeddings. */
  public String model() {
    return description.model();
  }

  /** The version of the documentation package that the text was taken from. */
  public String version() {
    return description.version();
  }

  /**
   * The first records of each collection, so many that the collections keep their proportions and
   * none is empty.
   *
   * @param records how many there are to be in all, from one for each collection to all of them
   */
  public Corpus sized(int records) {
    if (records < collections.size() || records > count()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The corpus can have %,d to %,d records, not %,d.",
              collections.size(),
              count(),
              records));
    }
    List<Integer> shares =
        ProportionalShares.of(records, collections.stream().map(CorpusCollection::count).toList());
    List<CorpusCollection> parts = new ArrayList<>();
    for (int i = 0; i < collections.size(); i++) {
      parts.add(collections.get(i).first(shares.get(i)));
    }
    return new Corpus(description, parts);
  }

  /**
   * As many records as wanted: up to {@link #count()} those of {@link #sized}, beyond that the
   * whole corpus again and again, each time with other ids and with embeddings moved a little.
   *
   * @param seed of the movement; the same seed gives the same records
   */
  public Corpus tiled(int records, long seed) {
    if (records <= count()) {
      return sized(records);
    }
    List<Integer> shares =
        ProportionalShares.of(
            records,
            collections.stream().map(each -> each.count() * (records / count() + 1)).toList());
    List<CorpusCollection> tiled = new ArrayList<>();
    for (int i = 0; i < collections.size(); i++) {
      tiled.add(collections.get(i).tiled(shares.get(i), seed));
    }
    return new Corpus(description, tiled);
  }

  private static CorpusDescription describe(CorpusFiles files) {
    try (InputStream in = files.require(DESCRIPTION)) {
      return JsonMapper.builder().build().readValue(in, CorpusDescription.class);
    } catch (IOException e) {
      throw new UncheckedIOException("The corpus's description cannot be read", e);
    }
  }
}

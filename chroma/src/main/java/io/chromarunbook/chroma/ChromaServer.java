package io.chromarunbook.chroma;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One tenant and database of a Chroma server to read from, whatever API it speaks. Reading never
 * creates anything; whoever is to write is given a {@link ProbedServer}, a {@link RefilledServer}
 * or a {@link WritableServer}, each of which may do more than the one before. Every method may
 * throw {@link ChromaException}, whose kind says what a retry can do. Safe for use by several
 * threads.
 */
public interface ChromaServer extends AutoCloseable {

  /** The API this server was found to speak and the version it gives itself. */
  ServerVersion version();

  /** What the server advertises of its limits. */
  ServerLimits limits();

  /** The server's clock, from the Date header of an answer, where it sends one. */
  Optional<java.time.Instant> clock();

  /**
   * What the server tells of its other databases; credentials that may not ask are told nothing.
   */
  OtherDatabases otherDatabases();

  /** All collections of the tenant and database, paged until the end, in the server's order. */
  List<CollectionInfo> collections();

  /** The collection with this name, or nothing where the server has none. */
  Optional<CollectionInfo> collection(String name);

  /** Number of records. */
  long count(CollectionInfo collection);

  /**
   * Every id, page by page, in the server's order; a page that repeats an id is passed on as is.
   */
  void ids(CollectionInfo collection, Consumer<String> each);

  /** The first ids in the server's order, no more than so many, asked for as few as that. */
  List<String> firstIds(CollectionInfo collection, int most);

  /** The id of every record a filter selects, as {@link #ids(CollectionInfo, Consumer)}. */
  void ids(CollectionInfo collection, RecordFilter filter, Consumer<String> each);

  /**
   * The records with these ids, in no promised order and without those the server does not have.
   * Each embedding belongs to its id even where a 0.x server leaves embeddings out of a page.
   */
  default void records(CollectionInfo collection, List<String> ids, Consumer<ChromaRecord> each) {
    fetch(collection, ids).forEach(each);
  }

  /** The same in two steps; the server has given its answer when this returns. */
  UnreadRecords fetch(CollectionInfo collection, List<String> ids);

  /**
   * The nearest records to each embedding, nearest first.
   *
   * @param embeddings one or more vectors of the collection's dimension
   * @param count how many neighbours of each
   */
  List<List<Neighbour>> query(CollectionInfo collection, List<float[]> embeddings, int count);

  @Override
  void close();
}

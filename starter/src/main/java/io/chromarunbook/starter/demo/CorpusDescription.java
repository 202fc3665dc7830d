package io.chromarunbook.starter.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What {@code corpus.json} says.
 *
 * @param version of the Debian package that the text was taken from
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record CorpusDescription(
    String version, String model, int dimension, List<CollectionDescription> collections) {

  CorpusDescription {
    collections = List.copyOf(collections);
  }
}

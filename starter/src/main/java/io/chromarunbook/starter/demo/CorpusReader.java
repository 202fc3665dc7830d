package io.chromarunbook.starter.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Reads a collection's two files side by side: a line of JSON and a vector for each record. A
 * vector is its scale (float32, little endian) and a signed byte for each component.
 */
final class CorpusReader implements Iterator<CorpusRecord>, AutoCloseable {
  private static final ObjectReader LINES =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build()
          .readerFor(Line.class);

  private final CollectionDescription description;
  private final MappingIterator<Line> lines;
  private final DataInputStream vectors;
  private final byte[] components;
  private int left;

  private record Line(String id, String document, Map<String, Object> metadata) {}

  private CorpusReader(
      CollectionDescription description,
      int count,
      int dimension,
      InputStream text,
      InputStream vectors)
      throws IOException {
    this.description = description;
    this.lines = LINES.readValues(text);
    this.vectors = new DataInputStream(vectors);
    this.components = new byte[dimension];
    this.left = count;
  }

  static CorpusReader open(
      CollectionDescription description, int count, int dimension, CorpusFiles files)
      throws IOException {
    InputStream text = description.records().open(files);
    try {
      InputStream vectors = description.vectors().open(files);
      try {
        return new CorpusReader(description, count, dimension, text, vectors);
      } catch (IOException e) {
        vectors.close();
        throw e;
      }
    } catch (IOException e) {
      text.close();
      throw e;
    }
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  @Override
  public CorpusRecord next() {
    if (left == 0) {
      throw new NoSuchElementException("The collection " + description.name() + " is at its end.");
    }
    left--;
    try {
      Line line = lines.nextValue();
      return new CorpusRecord(line.id(), line.document(), metadataOf(line), nextEmbedding());
    } catch (IOException e) {
      throw new UncheckedIOException("The collection " + description.name() + " cannot be read", e);
    }
  }

  @Override
  public void close() {
    try (lines;
        vectors) {
      left = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The collection " + description.name() + " cannot be closed", e);
    }
  }

  private Map<String, Object> metadataOf(Line line) {
    Map<String, Object> metadata = new LinkedHashMap<>(description.metadata());
    metadata.putAll(line.metadata());
    return metadata;
  }

  private float[] nextEmbedding() throws IOException {
    float scale = Float.intBitsToFloat(Integer.reverseBytes(vectors.readInt()));
    vectors.readFully(components);
    float[] embedding = new float[components.length];
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] = components[i] * scale;
    }
    return embedding;
  }
}

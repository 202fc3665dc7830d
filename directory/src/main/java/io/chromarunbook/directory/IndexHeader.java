package io.chromarunbook.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first file of an index: how its vectors are laid out.
 *
 * @param capacity for how many there is room
 * @param elements how many there are, deleted ones too
 * @param elementBytes of each in data_level0.bin
 * @param labelOffset where in those its label stands
 */
record IndexHeader(long capacity, long elements, long elementBytes, long labelOffset) {

  static final int BYTES = 100;

  private static final int VERSION = 1;
  private static final int CAPACITY_AT = 12;

  /** Reads it. */
  static IndexHeader of(byte[] file) throws IOException {
    if (file.length != BYTES) {
      throw new IOException("header.bin has %d bytes, not %d".formatted(file.length, BYTES));
    }
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.getInt() != VERSION) {
      throw new IOException("header.bin is of another version than " + VERSION);
    }
    bytes.position(CAPACITY_AT);
    IndexHeader header =
        new IndexHeader(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    if (header.elements < 0
        || header.elements > header.capacity
        || header.elementBytes <= 0
        || header.labelOffset < 0
        || header.labelOffset > header.elementBytes - Long.BYTES
        || header.elements > Long.MAX_VALUE / header.elementBytes) {
      throw new IOException("header.bin has figures that cannot be");
    }
    return header;
  }
}

package io.chromarunbook.starter.demo;

import java.io.InputStream;

/** Where the corpus's files are: resources of this program, or what a test makes up. */
@FunctionalInterface
interface CorpusFiles {

  /** Opens a file by its name; null where there is none, as a class loader answers. */
  InputStream open(String name);

  default InputStream require(String name) {
    InputStream in = open(name);
    if (in == null) {
      throw new IllegalStateException("The corpus file " + name + " is missing.");
    }
    return in;
  }
}

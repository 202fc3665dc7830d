package io.chromarunbook.starter.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.chromarunbook.workflows.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;

/**
 * A gzip file of the corpus.
 *
 * @param sha256 of the file as it is stored, in lower-case hex
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record DataFile(String file, String sha256) {

  void verify(CorpusFiles files) {
    MessageDigest digest = Sha256.start();
    try (InputStream in = new DigestInputStream(files.require(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException("The corpus file " + file + " cannot be read", e);
    }
    String found = Sha256.end(digest);
    if (!found.equals(sha256)) {
      throw new IllegalStateException(
          "The corpus file %s is damaged: its SHA-256 is %s, expected %s."
              .formatted(file, found, sha256));
    }
  }

  InputStream open(CorpusFiles files) throws IOException {
    InputStream packed = files.require(file);
    try {
      return new GZIPInputStream(packed);
    } catch (IOException e) {
      packed.close();
      throw e;
    }
  }
}

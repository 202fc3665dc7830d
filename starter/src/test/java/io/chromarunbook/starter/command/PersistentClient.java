package io.chromarunbook.starter.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The official client of 1.5.9, opening a directory as an application does. */
final class PersistentClient {

  private static final String PROGRAM =
      """
      import sys
      import chromadb
      client = chromadb.PersistentClient(path=sys.argv[1])
      total = 0
      for each in client.list_collections():
          collection = client.get_collection(each.name, embedding_function=None)
          some = collection.get(limit=20, include=["embeddings", "documents", "metadatas"])
          for id, embedding in zip(some["ids"], some["embeddings"]):
              found = collection.query(query_embeddings=[list(map(float, embedding))], n_results=5)
              assert id in found["ids"][0], (each.name, id, found["ids"])
          total += collection.count()
      collection.add(ids=["new"], embeddings=[list(map(float, embedding))], documents=["new"])
      assert collection.get(ids=["new"])["documents"] == ["new"]
      collection.delete(ids=["new"])
      print(total)
      """;

  private final PythonPackages packages;

  PersistentClient(PythonPackages packages) {
    this.packages = packages;
  }

  /** How many records it finds, after each collection was read, searched and written to. */
  int records(Path directory) throws IOException, InterruptedException {
    Process process =
        packages.program(PROGRAM, directory.toString()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return Integer.parseInt(said.strip());
  }
}

package io.chromarunbook.chroma.releases;

import static org.assertj.core.api.Assertions.assertThat;

import io.chromarunbook.chroma.CollectionInfo;
import io.chromarunbook.chroma.ServerAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Requests no careful client would send, to make a real server hold what careless ones left. */
final class RawHttp {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ServerAddress address;

  RawHttp(ServerAddress address) {
    this.address = address;
  }

  /** Upserts this JSON by the v1 API. */
  void upsert(CollectionInfo collection, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(address.url() + "/api/v1/collections/" + collection.id() + "/upsert"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}

package io.chromarunbook.client;

import io.grpc.Status;

/** The Temporal behind a connection, as whoever opened that knows it. */
public interface Endpoint {

  /** Its host and port. */
  String address();

  /** Where the migrations live. */
  String namespace();

  /** The address of its web UI; empty where nobody knows that. */
  String ui();

  /** All by which it is reached, and who said so; never a key. */
  String description();

  /** Whether it answers at all just now; it is asked, for some seconds. */
  boolean answers();

  /** Why a call to it failed, in one line that no server can break. */
  String why(Status status);

  /** Where it is and in which namespace, as short as people need it. */
  default String place() {
    return address() + ", namespace " + namespace();
  }
}

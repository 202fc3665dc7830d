package io.chromarunbook.gate.translation;

import static io.chromarunbook.gate.translation.BodyTreatment.END_REWRITTEN;
import static io.chromarunbook.gate.translation.BodyTreatment.HELD;
import static io.chromarunbook.gate.translation.BodyTreatment.STREAMED;

/** What a call asks for, and which of its bodies differ between 0.x and 1.x. */
enum Operation {
  VERSION(STREAMED, HELD),
  PRE_FLIGHT(STREAMED, HELD),
  IDENTITY(STREAMED, HELD),
  CREATE_TENANT(HELD, HELD),
  GET_TENANT(STREAMED, HELD),
  CREATE_DATABASE(HELD, HELD),
  GET_DATABASE(STREAMED, HELD),
  DELETE_DATABASE(STREAMED, HELD),
  LIST_DATABASES(STREAMED, HELD),
  LIST_COLLECTIONS(STREAMED, HELD),
  CREATE_COLLECTION(HELD, HELD),
  GET_COLLECTION(STREAMED, HELD),
  UPDATE_COLLECTION(HELD, HELD),
  DELETE_COLLECTION(STREAMED, HELD),
  FORK(HELD, HELD),
  /** Large, and alike on both sides. */
  ADD(STREAMED, HELD),
  UPSERT(STREAMED, HELD),
  UPDATE(STREAMED, HELD),
  GET(HELD, END_REWRITTEN),
  QUERY(HELD, END_REWRITTEN),
  /** What was asked for decides what is answered. */
  DELETE(HELD, HELD),
  /** Anything with its collection in the path that is alike on both sides. */
  OF_COLLECTION(STREAMED, STREAMED),
  /** Anything else. */
  OTHER(STREAMED, STREAMED);

  private final BodyTreatment request;
  private final BodyTreatment answer;

  Operation(BodyTreatment request, BodyTreatment answer) {
    this.request = request;
    this.answer = answer;
  }

  /** For a client of 0.x. */
  Treatment treatment() {
    return new Treatment(request, answer);
  }

  /** For a client of 1.x, to which only names and ids have to be told otherwise. */
  Treatment treatmentForCurrentClients() {
    return switch (this) {
      case VERSION,
          PRE_FLIGHT,
          DELETE_COLLECTION,
          DELETE_DATABASE,
          ADD,
          UPSERT,
          UPDATE,
          GET,
          QUERY,
          DELETE ->
          new Treatment(STREAMED, STREAMED);
      default -> treatment();
    };
  }
}

package io.chromarunbook.client;

/**
 * A call to a run has no answer. What people are told of it is for whoever called to say; a run's
 * refusal of a message is none, but an answer, and so is {@link SilentWorker}, which every caller
 * has something to put in place of.
 */
public abstract sealed class ClientFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Endpoint endpoint;

  private ClientFailure(Endpoint endpoint, String what, Throwable cause) {
    super(what, cause);
    this.endpoint = endpoint;
  }

  /** The Temporal that was called. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** Temporal knows no run of this id. */
  public static final class UnknownRun extends ClientFailure {
    private static final long serialVersionUID = 1L;

    private final String id;

    UnknownRun(Endpoint endpoint, String id) {
      super(endpoint, "no run " + id, null);
      this.id = id;
    }

    /** The id that was asked for. */
    public String id() {
      return id;
    }
  }

  /** A run of this id was started before, and an id is used once. */
  public static final class UsedId extends ClientFailure {
    private static final long serialVersionUID = 1L;

    private final String id;

    UsedId(Endpoint endpoint, String id) {
      super(endpoint, "the id " + id + " was used", null);
      this.id = id;
    }

    /** The id that was wanted. */
    public String id() {
      return id;
    }
  }

  /** The run walked to its end, and takes no more messages. */
  public static final class EndedRun extends ClientFailure {
    private static final long serialVersionUID = 1L;

    private final String id;

    EndedRun(Endpoint endpoint, String id) {
      super(endpoint, id + " has ended", null);
      this.id = id;
    }

    /** Its id. */
    public String id() {
      return id;
    }
  }

  /** Temporal closed the run in the middle of what it did. */
  public static final class BrokenOffRun extends ClientFailure {
    private static final long serialVersionUID = 1L;

    private final transient KnownRun run;

    BrokenOffRun(Endpoint endpoint, KnownRun run) {
      super(endpoint, run.id() + " is " + run.execution(), null);
      this.run = run;
    }

    /** What Temporal knows of it. */
    public KnownRun run() {
      return run;
    }
  }

  /** Temporal did not do what it was asked. */
  public abstract static sealed class Unanswered extends ClientFailure {
    private static final long serialVersionUID = 1L;

    private final String why;

    private Unanswered(Endpoint endpoint, String why, Throwable cause) {
      super(endpoint, why, cause);
      this.why = why;
    }

    /** What the call failed with, in one line; empty where that is not known. */
    public String why() {
      return why;
    }
  }

  /** Nobody is there. */
  public static final class SilentTemporal extends Unanswered {
    private static final long serialVersionUID = 1L;

    SilentTemporal(Endpoint endpoint, String why, Throwable cause) {
      super(endpoint, why, cause);
    }
  }

  /** Somebody is there who says no. */
  public static final class RefusingTemporal extends Unanswered {
    private static final long serialVersionUID = 1L;

    RefusingTemporal(Endpoint endpoint, String why, Throwable cause) {
      super(endpoint, why, cause);
    }
  }

  /** A message was sent, and whether the run took it in is not known. */
  public static final class UnsettledMessage extends ClientFailure {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final String message;
    private final Unanswered reason;

    UnsettledMessage(String id, String message, Unanswered reason) {
      super(reason.endpoint(), message + " to " + id + ": " + reason.why(), reason);
      this.id = id;
      this.message = message;
      this.reason = reason;
    }

    /** The run it was sent to. */
    public String id() {
      return id;
    }

    /** The message's name. */
    public String message() {
      return message;
    }

    /** What came in between. */
    public Unanswered reason() {
      return reason;
    }
  }
}

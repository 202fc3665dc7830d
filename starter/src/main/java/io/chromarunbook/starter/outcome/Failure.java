package io.chromarunbook.starter.outcome;

/** A command cannot do what it was asked. The message is one sentence for the person who asked. */
public sealed class Failure extends RuntimeException permits PlanFailure {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  Failure(int exitCode, String sentence, Throwable cause) {
    super(sentence, cause);
    this.exitCode = exitCode;
  }

  /** It was asked wrongly, or for something that does not exist. */
  public static Failure usage(String sentence) {
    return new Failure(ExitCode.USAGE, sentence, null);
  }

  /** It was asked wrongly, as something else found. */
  public static Failure usage(String sentence, Throwable cause) {
    return new Failure(ExitCode.USAGE, sentence, cause);
  }

  /** A server does not answer. */
  public static Failure unreachable(String sentence, Throwable cause) {
    return new Failure(ExitCode.UNREACHABLE, sentence, cause);
  }

  /** The migration it is about was broken off. */
  public static Failure brokenOff(String sentence) {
    return new Failure(ExitCode.ENDED_OTHERWISE, sentence, null);
  }

  /** The rules do not allow it. */
  public static Failure refused(String sentence) {
    return new Failure(ExitCode.REFUSED, sentence, null);
  }

  /** What is there is not what must be there. */
  public static Failure data(String sentence, Throwable cause) {
    return new Failure(ExitCode.DATA, sentence, cause);
  }

  /** What the process ends with. */
  public int exitCode() {
    return exitCode;
  }
}

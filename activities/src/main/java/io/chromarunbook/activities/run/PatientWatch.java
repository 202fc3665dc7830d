package io.chromarunbook.activities.run;

import io.chromarunbook.chroma.CallWatch;
import io.chromarunbook.chroma.ChromaException;
import io.chromarunbook.chroma.PageSizes;
import io.chromarunbook.chroma.Retries;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;

/**
 * Watches the calls to one server and is patient with each of them. One that is not there when the
 * work begins is not waited for: nothing is lost by beginning later.
 */
final class PatientWatch implements CallWatch {

  private final CallWatch watch;
  private final BooleanSupplier heard;
  private final Pausing waiting;
  private final PageSizes pageSizes;

  /**
   * Adds patience to a watch.
   *
   * @param heard whether anything came from the server yet
   * @param pageSizes which are remembered
   */
  PatientWatch(CallWatch watch, BooleanSupplier heard, Pausing waiting, PageSizes pageSizes) {
    this.watch = watch;
    this.heard = heard;
    this.waiting = waiting;
    this.pageSizes = pageSizes;
  }

  @Override
  public Ongoing begin(String call, Runnable breakOff) {
    return watch.begin(call, breakOff);
  }

  @Override
  public Retries retries() {
    Retries patient = new PatientRetries(waiting);
    return failure -> {
      if (!heard.getAsBoolean() && nobodyThere(failure)) {
        throw failure;
      }
      patient.after(failure);
    };
  }

  /** Whoever hangs up is there; whoever takes no connection, or speaks otherwise, may not be. */
  private static boolean nobodyThere(ChromaException failure) {
    return failure.kind() == ChromaException.Kind.UNREACHABLE
        && (failure.getCause() instanceof ConnectException
            || failure.getCause() instanceof NoRouteToHostException
            || failure.getCause() instanceof UnknownHostException
            || failure.getCause() instanceof InterruptedIOException
            || failure.getCause() instanceof ProtocolException
            || failure.getCause() instanceof SSLException);
  }

  @Override
  public PageSizes pageSizes() {
    return pageSizes;
  }
}

package io.chromarunbook.worker;

import io.chromarunbook.workflows.steps.FailureKind;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Logs how activities fail, in place of the SDK, which logs every attempt with its stack: what is
 * tried again is an outage's matter and is logged as one, what ends an activity takes a line, and
 * only what should not be is shown with its stack.
 */
final class FailureLog extends WorkerInterceptorBase {

  private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new Logged(next);
  }

  private static final class Logged extends ActivityInboundCallsInterceptorBase {

    private ActivityInfo info;

    Logged(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      info = context.getInfo();
      super.init(context);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      try {
        return super.execute(input);
      } catch (RuntimeException | Error e) {
        MDC.put("migration", info.getWorkflowId());
        MDC.put("step", info.getActivityType());
        try {
          log(e);
        } finally {
          MDC.clear();
        }
        throw e;
      }
    }

    private void log(Throwable e) {
      if (e instanceof ActivityCompletionException) {
        LOG.info("Attempt {} is not wanted any more.", info.getAttempt());
      } else if (!(e instanceof ApplicationFailure failure)
          || FailureKind.of(failure.getType()) == FailureKind.DEFECT) {
        LOG.error("Attempt {} failed because of a defect.", info.getAttempt(), e);
      } else if (failure.isNonRetryable()) {
        LOG.warn("It failed for good, {}: {}", failure.getType(), failure.getOriginalMessage());
      } else {
        LOG.debug("Attempt {} failed and is repeated.", info.getAttempt(), e);
      }
    }
  }
}

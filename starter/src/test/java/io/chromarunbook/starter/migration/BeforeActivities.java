package io.chromarunbook.starter.migration;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs something once, right before the first activity of a type. */
public final class BeforeActivities extends WorkerInterceptorBase {

  private final Map<String, Runnable> interferences = new ConcurrentHashMap<>();

  static BeforeActivities nothing() {
    return new BeforeActivities();
  }

  /** This before the first activity of this type. */
  public static BeforeActivities first(String activityType, Runnable interference) {
    BeforeActivities before = new BeforeActivities();
    before.interferences.put(activityType, interference);
    return before;
  }

  /** Whether all of it has happened. */
  boolean happened() {
    return interferences.isEmpty();
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new ActivityInboundCallsInterceptorBase(next) {
      private String type;

      @Override
      public void init(ActivityExecutionContext context) {
        type = context.getInfo().getActivityType();
        super.init(context);
      }

      @Override
      public ActivityOutput execute(ActivityInput input) {
        Runnable interference = interferences.remove(type);
        if (interference != null) {
          interference.run();
        }
        return super.execute(input);
      }
    };
  }
}

package org.klantbrug.engine.process;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.flowable.common.engine.impl.runtime.Clock;
import org.klantbrug.shared.BusinessClock;

/** The application's clock, as the engine reads it. */
@ApplicationScoped
public class EngineClock implements Clock {
  @Inject private BusinessClock clock;

  @Override
  public Date getCurrentTime() {
    return Date.from(clock.now());
  }

  @Override
  public Calendar getCurrentCalendar() {
    return getCurrentCalendar(getCurrentTimeZone());
  }

  @Override
  public Calendar getCurrentCalendar(TimeZone zone) {
    var calendar = new GregorianCalendar(zone);
    calendar.setTime(getCurrentTime());
    return calendar;
  }

  @Override
  public TimeZone getCurrentTimeZone() {
    return TimeZone.getTimeZone(BusinessClock.ZONE);
  }

  @Override
  public void setCurrentTime(Date time) {
    throw new UnsupportedOperationException("Set the business clock");
  }

  @Override
  public void setCurrentCalendar(Calendar time) {
    throw new UnsupportedOperationException("Set the business clock");
  }

  @Override
  public void reset() {
    // The business clock is not the engine's to reset.
  }
}

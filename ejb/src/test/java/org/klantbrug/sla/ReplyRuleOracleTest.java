package org.klantbrug.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.klantbrug.calendar.Calendars.day;
import static org.klantbrug.calendar.Calendars.everyDay;
import static org.klantbrug.calendar.Calendars.usualHolidays;
import static org.klantbrug.calendar.Calendars.weekdays;

import java.time.DayOfWeek;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.klantbrug.calendar.Channel;
import org.klantbrug.calendar.Holiday;
import org.klantbrug.calendar.HolidayRule;
import org.klantbrug.calendar.WeeklyHours;
import org.klantbrug.calendar.WorkingCalendar;
import org.klantbrug.shared.BusinessClock;

/** When a first answer is due, against a table that was made without this code. */
class ReplyRuleOracleTest {
  private static final WorkingCalendar CALENDAR = calendar();
  private static final ReplyRule SAME_DAY = ReplyRule.of(RuleKind.SAME_WORKING_DAY, 0);

  private static WorkingCalendar calendar() {
    var week =
        Stream.<List<WeeklyHours>>of(
                weekdays(null, "09:00-17:00"),
                everyDay(Channel.PHONE, "00:00-24:00"),
                weekdays(Channel.SOCIAL, "09:00-12:30", "13:30-17:00"),
                everyDay(Channel.WHATSAPP, "08:00-22:00"),
                weekdays(Channel.MESSENGER, "09:00-17:00"),
                day(Channel.MESSENGER, DayOfWeek.SUNDAY, "00:00-06:00"))
            .flatMap(List::stream)
            .toList();
    var holidays = usualHolidays();
    holidays.put(Holiday.EASTER, HolidayRule.OPEN);
    return new WorkingCalendar(week, List.of(), holidays);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/sla/first-answers.csv", numLinesToSkip = 1)
  void theFirstAnswerIsDueWhenTheTableSays(
      String received,
      String phone,
      String inPerson,
      String chat,
      String social,
      String whatsApp,
      String webApp,
      String messenger,
      String emailAim,
      String emailLimit) {
    var email = due(Channel.EMAIL, ReplyRule.of(RuleKind.SAME_OR_ONE_WORKING_DAY, 0), received);

    assertThat(limit(Channel.PHONE, ReplyRule.of(RuleKind.ANSWER_WITHIN, 30), received))
        .isEqualTo(moment(phone));
    assertThat(limit(Channel.SOCIAL, SAME_DAY, received)).isEqualTo(moment(social));
    assertThat(limit(Channel.WHATSAPP, SAME_DAY, received)).isEqualTo(moment(whatsApp));
    assertThat(limit(Channel.WEB_APP, SAME_DAY, received)).isEqualTo(moment(webApp));
    assertThat(limit(Channel.MESSENGER, SAME_DAY, received)).isEqualTo(moment(messenger));
    assertThat(email.target().atOffset(moment(emailAim).getOffset())).isEqualTo(moment(emailAim));
    assertThat(email.limit().atOffset(moment(emailLimit).getOffset()))
        .isEqualTo(moment(emailLimit));
    assertThat(List.of(inPerson, chat)).containsOnly("-");
  }

  private static OffsetDateTime limit(Channel channel, ReplyRule rule, String received) {
    var due = due(channel, rule, received);
    assertThat(due.target()).isEqualTo(due.limit());
    return due.limit().atZone(BusinessClock.ZONE).toOffsetDateTime();
  }

  private static Due due(Channel channel, ReplyRule rule, String received) {
    return rule.due(CALENDAR, channel, moment(received).toInstant(), null);
  }

  private static OffsetDateTime moment(String text) {
    return OffsetDateTime.parse(text);
  }
}

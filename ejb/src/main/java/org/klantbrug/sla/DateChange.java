package org.klantbrug.sla;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import org.klantbrug.calendar.Channel;
import org.klantbrug.calendar.Holiday;
import org.klantbrug.shared.Spoken;

/**
 * What was changed that moved dates: the working calendar or a reply time.
 *
 * @param code what kind of change
 * @param day that it is about; null if about none
 * @param channel that it is about; null for all
 * @param stage of the reply time; null for the calendar
 * @param holiday that it is about; null if about none
 * @param reason why, in the words of staff; null if nobody asked
 */
public record DateChange(
    String code, LocalDate day, Channel channel, Stage stage, Holiday holiday, String reason)
    implements Spoken {
  private static final long serialVersionUID = 1L;

  static final String REPLY_TIME = "REPLY_TIME";

  /** Reads the columns that begin with {@code change_}. */
  static DateChange row(ResultSet row) throws SQLException {
    var channel = row.getString("change_channel");
    var stage = row.getString("change_stage");
    var holiday = row.getString("change_holiday");
    return new DateChange(
        row.getString("change_code"),
        row.getObject("change_day", LocalDate.class),
        channel == null ? null : Channel.valueOf(channel),
        stage == null ? null : Stage.valueOf(stage),
        holiday == null ? null : Holiday.valueOf(holiday),
        row.getString("change_reason"));
  }

  @Override
  public String textIn(Locale language) {
    return SlaWords.say(language, "sla.change." + code, about(language));
  }

  private String about(Locale language) {
    if (stage != null) {
      return SlaWords.stage(stage).textIn(language);
    }
    if (holiday != null) {
      return holiday.textIn(language);
    }
    if (day == null) {
      return "";
    }
    var spoken = SlaWords.day(language, day);
    return reason == null ? spoken : reason + " (" + spoken + ")";
  }
}

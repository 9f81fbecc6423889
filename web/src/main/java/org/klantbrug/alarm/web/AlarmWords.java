package org.klantbrug.alarm.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.text.NumberFormat;
import org.klantbrug.alarm.Cut;
import org.klantbrug.alarm.Kind;
import org.klantbrug.alarm.Series;
import org.klantbrug.shared.web.Texts;

/** What people call what is counted. */
@Named
@RequestScoped
public class AlarmWords {
  /** What is rarer than this differs for nobody. */
  private static final double RAREST = 1e-6;

  @Inject private Texts texts;

  /** A kind, with the topic or product that it is about. */
  public String series(Series series) {
    var kind = texts.code("alarm.kind.", series.kind());
    return series.cut() == Cut.ALL
        ? kind
        : texts.say("alarm.series." + series.cut(), kind, value(series));
  }

  /** A topic or product by itself. */
  public String value(Series series) {
    if (series.cut() != Cut.TOPIC) {
      return series.value();
    }
    return switch (series.kind()) {
      case CONTACT, REPEAT -> texts.code("contact.topic.", series.value());
      case COMPLAINT -> texts.code("complaint.cause.", series.value());
      case OBJECTION -> texts.code("alarm.about.", series.value());
      case RETURNED -> texts.code("alarm.way.", series.value());
      case WRONG_DEBIT -> texts.code("alarm.debit.", series.value());
    };
  }

  /** An expected number: one decimal while it is small. */
  public String expected(double value) {
    var format = NumberFormat.getInstance(texts.locale());
    format.setMaximumFractionDigits(value < 20 ? 1 : 0);
    return format.format(value);
  }

  /** A number as it stands in a field, with the mark of the language. */
  public String typed(double value) {
    var format = NumberFormat.getInstance(texts.locale());
    format.setGroupingUsed(false);
    format.setMaximumFractionDigits(2);
    return format.format(value);
  }

  /** How rare it is: "1 in 3,200". */
  public String chance(double chance) {
    return chance < RAREST
        ? texts.say("alarm.chance-less", Math.round(1 / RAREST))
        : texts.say("alarm.chance", Math.round(1 / chance));
  }

  /** All of a kind. */
  public Series all(Kind kind) {
    return Series.all(kind);
  }
}

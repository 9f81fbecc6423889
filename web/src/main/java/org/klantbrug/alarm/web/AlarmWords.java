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

  /** How rare it is: "1 in 3,200". */
  public String chance(double chance) {
    var one = Math.min(1_000_000_000, Math.round(1 / Math.max(chance, 1e-9)));
    return texts.say("alarm.chance", one);
  }

  /** All of a kind. */
  public Series all(Kind kind) {
    return Series.all(kind);
  }
}

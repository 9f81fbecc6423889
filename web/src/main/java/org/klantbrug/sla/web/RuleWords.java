package org.klantbrug.sla.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.klantbrug.calendar.Channel;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.sla.DateChange;
import org.klantbrug.sla.ReplyRule;
import org.klantbrug.sla.RuleKind;

/** Reply times as people read them. On pages: {@code rules}. */
@Named("rules")
@RequestScoped
public class RuleWords {
  @Inject private Texts texts;

  /** How long somebody waits at most. */
  public String say(ReplyRule rule) {
    var said =
        texts.say("replytime.rule." + rule.kind(), rule.amount())
            + (rule.kind() == RuleKind.SAME_OR_ONE_WORKING_DAY ? " " + limit(rule) : "");
    return rule.kind() == RuleKind.ON_DATE
        ? said + " " + texts.code("replytime.roll-said.", rule.roll())
        : said;
  }

  private String limit(ReplyRule rule) {
    return rule.hours() == 0
        ? texts.say("replytime.limit-next-day")
        : texts.say("replytime.limit-hours", rule.hours());
  }

  /** What people call a channel; all channels for none. */
  public String channel(Channel channel) {
    return channel == null
        ? texts.say("replytime.all-channels")
        : texts.value("channel", channel.name());
  }

  /** Why dates moved. */
  public String why(DateChange change) {
    return change.textIn(texts.locale());
  }
}

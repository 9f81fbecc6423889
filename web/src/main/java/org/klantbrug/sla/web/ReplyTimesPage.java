package org.klantbrug.sla.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.klantbrug.calendar.Channel;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.People;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.web.Choice;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.sla.Moves;
import org.klantbrug.sla.Recalculation;
import org.klantbrug.sla.ReplyRule;
import org.klantbrug.sla.ReplyTime;
import org.klantbrug.sla.ReplyTimes;
import org.klantbrug.sla.Roll;
import org.klantbrug.sla.RuleKind;
import org.klantbrug.sla.Stage;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** How long customers wait at most, per stage and channel; one row can be open to be changed. */
@Named
@RequestScoped
public class ReplyTimesPage {
  private static final String ALL = "ALL";
  private static final String USUAL_ROLE = "teamLead";

  @Inject private CurrentStaff current;
  @Inject private ReplyTimes replyTimes;
  @Inject private Recalculation recalculation;
  @Inject private People people;
  @Inject private MovedDates moved;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private String stage;
  @Inject @Param private String channel;

  private List<ReplyTime> rows;
  private Moves preview;

  /** Tries a change out, or makes it, if that was asked. */
  public void act() {
    if (!post.isSent()) {
      return;
    }
    var by = current.need(Action.REPLYTIMES_MANAGE);
    notices
        .attempt(this::wish)
        .ifPresent(
            wish -> {
              if (post.has("preview")) {
                preview = notices.attempt(() -> recalculation.preview(wish)).orElse(null);
              } else {
                save(wish, by);
              }
            });
  }

  private void save(ReplyTimes.Wish wish, Staff by) {
    if (notices.tryTo(() -> replyTimes.set(wish, by), "replytime.saved")) {
      Faces.redirect("/reply-times?change=%s", moved.lastOf(by));
    }
  }

  private ReplyTimes.Wish wish() {
    var kind = Choice.onPage(RuleKind.class, post.text("kind"));
    var hours = kind == RuleKind.SAME_OR_ONE_WORKING_DAY ? number("hours") : 0;
    var rule =
        new ReplyRule(
            kind,
            kind.counted() ? number("amount") : 0,
            hours,
            Choice.onPage(Roll.class, post.text("roll")));
    return new ReplyTimes.Wish(
        getChannel(), getStage(), rule, post.text("role"), (int) post.key("version"));
  }

  /** What is no number is none: the rule says what is wanted. */
  private int number(String field) {
    return post.text(field).matches("\\d{1,6}") ? Integer.parseInt(post.text(field)) : 0;
  }

  /** The rows, by stage and channel. */
  public List<ReplyTime> getRows() {
    if (rows == null) {
      rows = replyTimes.list();
    }
    return rows;
  }

  /** Channels by which a first answer is refused, as nobody chose. */
  public List<Channel> getNotSet() {
    return replyTimes.notSet();
  }

  /** What could be set for such a channel; null if there is nothing to go by. */
  public ReplyRule proposal(Channel notSet) {
    return ReplyTimes.proposal(notSet).orElse(null);
  }

  /** Whether the reader may change reply times. */
  public boolean isChangeable() {
    return current.get().may(Action.REPLYTIMES_MANAGE);
  }

  /** Whether a row is open to be changed. */
  public boolean isOpen() {
    return isChangeable() && stage != null;
  }

  /** The stage of the open row. */
  public Stage getStage() {
    return Optional.ofNullable(stage)
        .map(name -> Choice.onPage(Stage.class, name))
        .orElseThrow(NotThere::new);
  }

  /** The channel of the open row; null for all. */
  public Channel getChannel() {
    return channel == null || channel.equals(ALL) ? null : Choice.onPage(Channel.class, channel);
  }

  /** The open row as it is, or as it could be. */
  public ReplyRule getRule() {
    return open()
        .map(ReplyTime::rule)
        .or(() -> Optional.ofNullable(getChannel()).flatMap(ReplyTimes::proposal))
        .orElse(ReplyRule.of(RuleKind.SAME_WORKING_DAY, 0));
  }

  private Optional<ReplyTime> open() {
    return getRows().stream()
        .filter(row -> row.stage() == getStage() && row.channel() == getChannel())
        .findFirst();
  }

  /** The version of the open row as it was read; 0 for a new one. */
  public long getVersion() {
    return post.isSent() ? post.key("version") : open().map(ReplyTime::version).orElse(0);
  }

  /** Whether this is chosen in a field, or is what there is. */
  public boolean chosen(String field, String value) {
    if (post.isSent()) {
      return post.text(field).equals(value);
    }
    return switch (field) {
      case "kind" -> getRule().kind().name().equals(value);
      case "roll" -> getRule().roll().name().equals(value);
      default -> open().map(ReplyTime::breachRole).orElse(USUAL_ROLE).equals(value);
    };
  }

  /** What stands in the field of a number; empty for none. */
  public String typed(String field) {
    if (post.isSent()) {
      return post.text(field);
    }
    var number = field.equals("amount") ? getRule().amount() : getRule().hours();
    return number == 0 ? "" : Integer.toString(number);
  }

  /** The kinds to choose from. */
  public List<RuleKind> getKinds() {
    return Stream.of(RuleKind.values()).filter(getStage()::takes).toList();
  }

  /** Where a closed day can go. */
  public Roll[] getRolls() {
    return Roll.values();
  }

  /** The roles to choose from. */
  public List<String> getRoles() {
    return people.roles();
  }

  /** What the change would move; null if it was not tried out. */
  public Moves getPreview() {
    return preview;
  }
}

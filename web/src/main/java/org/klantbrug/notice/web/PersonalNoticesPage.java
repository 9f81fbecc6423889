package org.klantbrug.notice.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.notice.PersonalNotices;
import org.klantbrug.notice.Telling;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Customers of a merger whom a person tells that they go over; one of them with what to say. */
@Named
@RequestScoped
public class PersonalNoticesPage {
  private static final int SHOWN = 50;

  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private PersonalNotices personal;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private Long notice;
  @Inject @Param private Long after;
  @Inject @Param private String show;

  private PersonalNotices.Asked one;
  private Mergers.View merger;
  private List<PersonalNotices.Asked> rows;

  /** Reads them, and notes who was told. */
  public void act() {
    if (id == null && notice == null) {
      throw new NotThere();
    }
    one = notice == null ? null : found();
    merger = mergers.read(one == null ? id : Long.valueOf(one.mergerId()));
    if (post.has("told") && told()) {
      Faces.redirect("/notice-personal?id=%s&show=%s", merger.id(), getShow());
      return;
    }
    rows =
        one != null && one.isOpen()
            ? List.of(one)
            : personal.asked(
                merger.id(), isMine(), after == null ? 0 : after, SHOWN, current.get());
  }

  private PersonalNotices.Asked found() {
    try {
      return personal.open(notice, current.get());
    } catch (RuleBroken unknown) {
      throw new NotThere();
    }
  }

  private boolean told() {
    var by = current.need(Action.NOTICE_TELL);
    var whom = whom();
    return notices.tryTo(
        () -> personal.told(merger.id(), whom, telling(), by), "notice.personal-done", whom.size());
  }

  private Set<Long> whom() {
    return post.all("whom").stream()
        .filter(each -> each.matches("[0-9]{1,18}"))
        .map(Long::valueOf)
        .collect(Collectors.toSet());
  }

  private Telling telling() {
    return new Telling(day(), how(), post.text("words"));
  }

  private LocalDate day() {
    try {
      return LocalDate.parse(post.text("on"));
    } catch (DateTimeException noDay) {
      return null;
    }
  }

  private Telling.How how() {
    return Arrays.stream(Telling.How.values())
        .filter(each -> each.name().equals(post.text("how")))
        .findFirst()
        .orElse(null);
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** The customer who was opened; null if none was. */
  public PersonalNotices.Asked getOne() {
    return one;
  }

  /** The customers that are shown. */
  public List<PersonalNotices.Asked> getRows() {
    return rows;
  }

  /** Customer after whom the next page begins; null on the last. */
  public Long getNext() {
    return rows.size() < SHOWN ? null : rows.get(rows.size() - 1).id();
  }

  /** Whose customers are shown: mine or all. */
  public String getShow() {
    return isMine() ? "mine" : "all";
  }

  private boolean isMine() {
    return "mine".equals(show);
  }

  /** Whether the box of a customer is ticked: as it was sent, or if he alone is shown. */
  public boolean chosen(PersonalNotices.Asked row) {
    return !post.isSent() && one != null || post.all("whom").contains(Long.toString(row.id()));
  }

  /** By which ways a customer can be told. */
  public List<Telling.How> getWays() {
    return List.of(Telling.How.values());
  }

  /** Today, for a day that is typed. */
  public LocalDate getToday() {
    return clock.today();
  }
}

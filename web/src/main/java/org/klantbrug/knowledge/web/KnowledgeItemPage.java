package org.klantbrug.knowledge.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.knowledge.Answer;
import org.klantbrug.knowledge.Audience;
import org.klantbrug.knowledge.Contradictions;
import org.klantbrug.knowledge.PublicQuestions;
import org.klantbrug.knowledge.QaItem;
import org.klantbrug.knowledge.QaItems;
import org.klantbrug.knowledge.QaList;
import org.klantbrug.knowledge.Shown;
import org.klantbrug.knowledge.State;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.shared.KeptVersion;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** One question: what it says, how far it is, what it said before, and its next step. */
@Named
@RequestScoped
public class KnowledgeItemPage {
  @Inject private CurrentStaff current;
  @Inject private QaItems items;
  @Inject private QaList list;
  @Inject private Contradictions contradictions;
  @Inject private Shown shown;
  @Inject private PublicQuestions questions;
  @Inject private MailSettings mail;
  @Inject private Texts texts;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private QaItem item;
  private Optional<String> link;

  /** A step, and who may take it. */
  private record Step(Action action, Taking taking) {}

  private interface Taking {
    void take(int version, Staff by);
  }

  private final Map<String, Step> steps =
      Map.of(
          "check",
          new Step(Action.KNOWLEDGE_CHECK, (version, by) -> items.check(id, version, by)),
          "sendBack",
          new Step(
              Action.KNOWLEDGE_CHECK,
              (version, by) -> items.sendBack(id, version, post.text("why"), by)),
          "publish",
          new Step(Action.KNOWLEDGE_PUBLISH, (version, by) -> items.publish(id, version, by)),
          "renew",
          new Step(
              Action.KNOWLEDGE_WRITE,
              (version, by) -> items.renew(id, version, TypedDay.of(post.text("until")), by)),
          "withdraw",
          new Step(
              Action.KNOWLEDGE_PUBLISH,
              (version, by) -> items.withdraw(id, version, post.text("gone"), by)),
          "earlier",
          new Step(
              Action.KNOWLEDGE_WRITE,
              (version, by) -> items.putBack(id, version, (int) post.key("earlier"), by)),
          "report",
          new Step(
              Action.KNOWLEDGE_READ,
              (version, by) -> contradictions.report(id, other(), post.text("differs"), by)));

  /** Opens it, or takes the step whose button was pressed. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    if (post.isSent() && taken()) {
      Faces.redirect("/knowledge-item?id=%s", id);
    } else {
      item = list.read(id, current.get());
      if (!post.isSent()) {
        shown.opened(id);
      }
    }
  }

  /** The other answer; this one, which a rule refuses, while none is chosen. */
  private long other() {
    var chosen = post.chosen("other");
    return chosen == null ? id : chosen;
  }

  private boolean taken() {
    var pressed = steps.keySet().stream().filter(post::has).findFirst().orElseThrow(NotThere::new);
    var step = steps.get(pressed);
    var by = current.need(step.action());
    return notices.tryTo(
        () -> step.taking().take((int) post.key("version"), by), "knowledge.done." + pressed);
  }

  /** The question and its answer. */
  public QaItem getItem() {
    return item;
  }

  /** Whether this person may check it now. */
  public boolean isCheckable() {
    return current.get().may(Action.KNOWLEDGE_CHECK) && item.checkable(current.get());
  }

  /** Whether this person may publish it now. */
  public boolean isPublishable() {
    return current.get().may(Action.KNOWLEDGE_PUBLISH) && item.state() == State.CHECKED;
  }

  /** Whether this person may say that it is still right. */
  public boolean isRenewable() {
    return current.get().may(Action.KNOWLEDGE_WRITE) && item.renewable(current.get());
  }

  /** Whether this person may take it away from readers. */
  public boolean isWithdrawable() {
    return current.get().may(Action.KNOWLEDGE_PUBLISH) && item.withdrawable();
  }

  /** Half a year after its last day: what is proposed for another one. */
  public LocalDate getNextDay() {
    return item.validUntil().plusMonths(6);
  }

  /**
   * Where customers read it, for letters and mail: for customers of one company with that company
   * in it. Null while they do not read it. Without a public address only the end of it, as the
   * server knows it.
   */
  public String getPublicLink() {
    if (link == null) {
      link = questions.read(id, "nl", item.companyId()).map(this::link);
    }
    return link.orElse(null);
  }

  private String link(Answer answer) {
    return mail.publicAddress().orElse(Faces.getRequestContextPath() + "/")
        + "public/questions?lang="
        + answer.language()
        + (answer.audience() == Audience.COMPANY ? "&company=" + item.companyId() : "")
        + "&id="
        + id;
  }

  /** Published answers that this one can be said to contradict, those about the same first. */
  public List<QaList.Choice> getOthers() {
    return list.others(item, current.get());
  }

  /** What it said before, the newest version first. */
  public List<KeptVersion.Entry> getVersions() {
    return list.versions(id, current.get());
  }

  /** What was done with it, the last on top. */
  public List<QaList.Event> getEvents() {
    return list.events(id);
  }

  /** How often it helped readers. */
  public QaList.Helped getHelped() {
    return list.helped(id);
  }

  /** What a field of a version says, in words. */
  public String version(String field, String said) {
    return switch (field) {
      case "topic" -> texts.code("contact.topic.", said);
      case "audience" -> texts.code("knowledge.audience.", said);
      default -> said;
    };
  }
}

package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Stream;
import org.klantbrug.desk.MailDesk;
import org.klantbrug.desk.MailObjections;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.mailbox.Mailbox;
import org.klantbrug.mailbox.MailboxLook;
import org.klantbrug.mailbox.MailboxSettings;
import org.klantbrug.objection.About;
import org.klantbrug.shared.web.Choice;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** Mail of customers: what must be read, what was handled, and one of them. */
@Named
@RequestScoped
public class MailPage {
  private static final int SHOWN = 50;

  @Inject private CurrentStaff current;
  @Inject private MailDesk desk;
  @Inject private MailObjections objections;
  @Inject private Mailbox mailbox;
  @Inject private MailboxLook look;
  @Inject private MailboxSettings settings;
  @Inject private MailAnswering answering;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private String show;
  @Inject @Param private Long after;

  private MailDesk.Opened opened;
  private List<Mailbox.Mail> lines;
  private MailboxLook.Last last;

  /** Opens the mail, or does with it what was pressed. */
  public void act() {
    var by = current.need(Action.MAIL_READ);
    if (post.isSent() && !answering.isTurned()) {
      handle();
    }
    if (id != null) {
      opened = desk.open(id, by);
    }
  }

  private void handle() {
    if (id == null) {
      throw new NotThere();
    }
    current.need(Action.MAIL_HANDLE);
    var pressed =
        Stream.of("complaint", "objection", "reply", "contact", "answer", "notForUs")
            .filter(post::has)
            .findFirst()
            .orElseThrow(NotThere::new);
    notices
        .attempt(() -> does(pressed))
        .ifPresent(
            subject -> {
              notices.done("mailbox.done." + pressed);
              if (List.of("complaint", "reply").contains(pressed)) {
                Faces.redirect("/complaint?id=%s", subject);
              } else if (pressed.equals("objection")) {
                Faces.redirect("/objection?id=%s", subject);
              } else {
                Faces.redirect("/mail");
              }
            });
  }

  private Long does(String pressed) {
    var by = current.get();
    var version = post.text("version").matches("[0-9]{1,9}") ? (int) post.key("version") : -1;
    return switch (pressed) {
      case "complaint" -> desk.newComplaint(id, version, customer(), by);
      case "objection" -> {
        current.need(Action.OBJECTION_REGISTER);
        yield objections.register(
            id, version, customer(), Choice.onPage(About.class, post.text("about")), by);
      }
      case "reply" -> desk.belongsTo(id, version, post.text("number"), by);
      case "contact" -> desk.contact(id, version, customer(), by);
      case "answer" -> desk.answer(id, version, customer(), answering.typed(), by);
      default -> desk.notForUs(id, version, post.text("why"), by);
    };
  }

  private MailDesk.Customer customer() {
    return new MailDesk.Customer(
        post.text("party").matches("[0-9]{1,18}") ? Long.valueOf(post.text("party")) : null,
        post.text("customer"));
  }

  /** The mail that was opened, with who it could be from; null for the list. */
  public MailDesk.Opened getOpened() {
    return opened;
  }

  /** Whether the reader may do something with it. */
  public boolean isHandled() {
    return current.get().may(Action.MAIL_HANDLE);
  }

  /** Whether what was handled is shown, rather than what must be read. */
  public boolean isDoneShown() {
    return "done".equals(show);
  }

  /** The mail, a page of it. */
  public List<Mailbox.Mail> getLines() {
    if (lines == null) {
      lines = mailbox.page(!isDoneShown(), after, SHOWN);
    }
    return lines;
  }

  /** How many must be read. */
  public long getWaiting() {
    return mailbox.waiting();
  }

  /** After which mail the next page begins; null on the last one. */
  public Long getNext() {
    return getLines().size() < SHOWN ? null : getLines().get(SHOWN - 1).id();
  }

  /** Whether a mailbox is read at all. */
  public boolean isOn() {
    return settings.isOn();
  }

  /** How the last look into the mailbox went. */
  public MailboxLook.Last getLast() {
    if (last == null) {
      last = look.last();
    }
    return last;
  }

  /** What was typed in a form that came back; empty in one that did not. */
  public String typed(String field) {
    return post.isSent() ? post.text(field) : "";
  }

  /** Whether a customer is chosen: as it came back, else the only one who has the address. */
  public boolean chosen(long partyId) {
    return post.isSent() ? post.text("party").equals(Long.toString(partyId)) : opened.sure();
  }
}

package org.klantbrug.desk.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.klantbrug.contact.ContactHead;
import org.klantbrug.contact.PromiseBook;
import org.klantbrug.customer.CustomerDesk;
import org.klantbrug.customer.CustomerPage;
import org.klantbrug.desk.PromiseDesk;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.outbound.Letters;
import org.klantbrug.outbound.MailSettings;
import org.klantbrug.outbound.Message;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.shared.web.Conflict;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/**
 * One promise: what was promised and what became of it, what the customer is told, and what can be
 * done with it. Behind the veil of its customer.
 */
@Named
@RequestScoped
public class PromisePage {
  private static final Map<String, String> FIELDS =
      Map.of(
          "note", "promise.end.note",
          "reason", "promise.move.why",
          "letter", "promise.confirm.text");

  private static final List<String> ENDINGS = List.of("KEPT", "BROKEN", "WITHDRAWN");

  @Inject private CurrentStaff current;
  @Inject private PromiseDesk promises;
  @Inject private PromiseBook book;
  @Inject private CustomerDesk desk;
  @Inject private ContactHead heads;
  @Inject private MailSettings settings;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts texts;
  @Inject @Param private Long id;
  @Inject @Param private String lang;

  private PromiseBook.Kept promise;
  private CustomerPage customer;
  private List<PromiseBook.Event> events;
  private Optional<Message> mail;

  /** Reads the promise, and does with it what was asked; a veiled customer is opened first. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    var by = current.get();
    promise =
        book.find(id, desk.sightOf(by))
            .orElseThrow(() -> new RuleBroken("contact.promise-unknown"));
    var opened =
        post.isSent() ? desk.look(promise.partyId(), by) : desk.open(promise.partyId(), by);
    customer = opened.customer();
    if (opened.veiled()) {
      notices.attempt(
          () -> {
            throw new RuleBroken("customer.veiled");
          });
      Faces.redirect("/customer?id=%s", promise.partyId());
    } else if (post.isSent()) {
      change();
    }
  }

  private void change() {
    current.need(Action.CUSTOMER_CONTACT);
    var button =
        Stream.of("take", "end", "move", "give", "confirm", "mail")
            .filter(post::has)
            .findFirst()
            .orElseThrow(NotThere::new);
    if (notices.tryTo(() -> does(button), "promise.done." + button)) {
      Faces.redirect(
          button.equals("take") ? "/customer?id=%s#story" : "/promise?id=%s",
          button.equals("take") ? promise.partyId() : id);
    } else {
      promise = book.find(id, desk.sightOf(current.get())).orElse(promise);
    }
  }

  private void does(String button) {
    var by = current.get();
    switch (button) {
      case "take" -> promises.takeUp(id, by);
      case "end" -> promises.end(id, post.text("end"), version(), post.text("note"), by);
      case "move" ->
          promises.move(id, version(), NoteFields.day(post.text("due")), post.text("reason"), by);
      case "give" ->
          promises.give(
              id,
              version(),
              post.text("owner").isEmpty()
                  ? Long.valueOf(by.id())
                  : NoteFields.staff(post.text("owner")),
              NoteFields.role(post.text("owner")),
              by);
      case "mail" ->
          promises.mail(
              id,
              version(),
              post.text("to"),
              getTold(),
              new Letters.Letter(post.text("subject"), post.text("letter")),
              by);
      default ->
          promises.confirm(
              id,
              version(),
              post.text("how"),
              letter().subject(),
              post.text("letter").replace("\r\n", "\n"),
              by);
    }
  }

  private int version() {
    return post.text("version").matches("[0-9]{1,9}") ? (int) post.key("version") : -1;
  }

  /** The promise. */
  public PromiseBook.Kept getPromise() {
    return promise;
  }

  /** To whom it was made. */
  public CustomerPage getCustomer() {
    return customer;
  }

  /** Whether it can be changed by the reader now. */
  public boolean isChangeable() {
    return promise.isOpen()
        && promise.version() != null
        && current.get().may(Action.CUSTOMER_CONTACT);
  }

  /** Whether the reader can take it up. */
  public boolean isTakeable() {
    return promise.isOpen() && promise.held() && current.get().may(Action.CUSTOMER_CONTACT);
  }

  /** The fields in which people write, with their labels. */
  public Map<String, String> getFields() {
    return FIELDS;
  }

  /** All that became of it, as two who save at once are told. */
  public List<Conflict.Theirs> getDone() {
    return getEvents().stream()
        .map(
            event ->
                new Conflict.Theirs(
                    event.at().toEpochMilli(),
                    event.at(),
                    event.byName(),
                    texts.code("promise.event.", event.kind()),
                    event.kind().equals("CONFIRMED")
                        ? texts.code("promise.confirm.way.", event.note())
                        : event.note()))
        .toList();
  }

  /** The address of its forms: they say up to where the page was read. */
  public String getHere() {
    return "/promise?id=" + id + Conflict.seen(getDone());
  }

  /** What became of it, the newest first. */
  public List<PromiseBook.Event> getEvents() {
    if (events == null) {
      events = book.events(id);
    }
    return events;
  }

  /** How it can end. */
  public List<String> getEndings() {
    return ENDINGS;
  }

  /** How it can be confirmed. */
  public List<String> getWays() {
    return PromiseBook.CONFIRMED;
  }

  /** Colleagues in the reader's team. */
  public List<ContactHead.Colleague> getTeam() {
    return heads.team(current.get());
  }

  /** The language in which the customer is told: en if that was asked, else nl. */
  public String getTold() {
    return "en".equals(lang) ? "en" : "nl";
  }

  /** What the customer is told: as it came back, else the ready text. */
  public String getLetter() {
    return post.has("confirm") || post.has("mail") ? post.text("letter") : letter().text();
  }

  /** The subject of the mail: as it came back, else the ready one. */
  public String getSubject() {
    return post.has("mail") ? post.text("subject") : letter().subject();
  }

  /** Whether mail can be sent, and none that confirms this very promise is under way. */
  public boolean isMailable() {
    return settings.isOn()
        && (getMail() == null
            || !getMail().state().holdsItsPlace()
            || !getMail().occasion().equals(String.valueOf(promise.dueOn())));
  }

  /** The mail that confirms it; null if none was written. */
  public Message getMail() {
    if (mail == null) {
      mail = promises.mailOf(id);
    }
    return mail.orElse(null);
  }

  /** The address to which a mail about it goes; empty if we know none. */
  public String getKnown() {
    return promises.knownAddress(promise, current.get());
  }

  private PromiseLetter letter() {
    return PromiseLetter.of(
        Locale.forLanguageTag(getTold()),
        customer.name(),
        promise.company(),
        Optional.ofNullable(promise.text()).orElse(""),
        promise.dueOn(),
        current.get().fullName());
  }

  /** What was typed in a form that came back; empty in one that did not. */
  public String typed(String button, String field) {
    return post.has(button) ? post.text(field) : "";
  }
}
